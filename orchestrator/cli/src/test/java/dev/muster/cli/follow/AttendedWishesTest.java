package dev.muster.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.terminal.Signals.Signal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttendedWishesTest {
  private final Interruptions interruptions = new Interruptions();
  private final Deque<Integer> keys = new ArrayDeque<>();
  private final List<String> notes = new ArrayList<>();
  private final Wishes wishes = new AttendedWishes(interruptions, this::key, notes::add);

  @BeforeEach
  void keepSignals() {
    interruptions.keep();
  }

  @Test
  void ctrlCAsks() throws InterruptedException {
    assertThat(after(Signal.INT)).isEqualTo(Wish.FOLLOW);
    assertThat(notes).containsExactly(AttendedWishes.QUESTION);
  }

  @ParameterizedTest
  @CsvSource({"d,DETACH", "D,DETACH", "c,CANCEL", "C,CANCEL", "x,FOLLOW"})
  void theAnswerIsOneKey(char key, Wish wish) throws InterruptedException {
    after(Signal.INT);

    assertThat(afterKey(key)).isEqualTo(wish);
  }

  @Test
  void aKeyWithoutAQuestionMeansNothing() throws InterruptedException {
    assertThat(afterKey('c')).isEqualTo(Wish.FOLLOW);
  }

  @Test
  void whatWasTypedBeforeTheQuestionIsNoAnswer() throws InterruptedException {
    keys.add((int) 'c');
    keys.add((int) 'c');
    wishes.await(Duration.ZERO);
    after(Signal.INT);

    assertThat(wishes.await(Duration.ZERO)).isEqualTo(Wish.FOLLOW);
  }

  @Test
  void anAnswerThatCameWithTheQuestionCounts() throws InterruptedException {
    keys.add((int) 'd');
    assertThat(after(Signal.INT)).isEqualTo(Wish.FOLLOW);

    assertThat(wishes.await(Duration.ZERO)).isEqualTo(Wish.DETACH);
  }

  @Test
  void anotherKeyTakesTheQuestionBack() throws InterruptedException {
    after(Signal.INT);
    afterKey('x');

    assertThat(notes).endsWith("");
    assertThat(after(Signal.INT)).isEqualTo(Wish.FOLLOW);
  }

  @Test
  void aSecondCtrlCCancelsAndAThirdDoesNotWait() throws InterruptedException {
    after(Signal.INT);

    assertThat(after(Signal.INT)).isEqualTo(Wish.CANCEL);
    assertThat(notes).endsWith(AttendedWishes.CANCELLING);
    assertThat(after(Signal.INT)).isEqualTo(Wish.DETACH);
  }

  @Test
  void termCancelsAndHangingUpDetaches() throws InterruptedException {
    assertThat(after(Signal.TERM)).isEqualTo(Wish.CANCEL);
    assertThat(after(Signal.HUP)).isEqualTo(Wish.DETACH);
  }

  @ParameterizedTest
  @EnumSource
  void withoutATerminalOnlyHangingUpDetaches(Signal signal) throws InterruptedException {
    interruptions.take(signal);

    assertThat(new UnattendedWishes(interruptions).await(Duration.ZERO))
        .isEqualTo(signal == Signal.HUP ? Wish.DETACH : Wish.CANCEL);
  }

  private Wish after(Signal signal) throws InterruptedException {
    interruptions.take(signal);
    return wishes.await(Duration.ZERO);
  }

  private Wish afterKey(char key) throws InterruptedException {
    keys.add((int) key);
    return wishes.await(Duration.ZERO);
  }

  private OptionalInt key() {
    return keys.isEmpty() ? OptionalInt.empty() : OptionalInt.of(keys.poll());
  }
}
