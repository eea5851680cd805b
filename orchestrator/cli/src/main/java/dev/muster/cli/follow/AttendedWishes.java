package dev.muster.cli.follow;

import dev.muster.cli.terminal.Signals.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * On a terminal Ctrl-C asks what is meant, and a second one says that cancelling is. Once that has
 * been said, one more leaves the job to it.
 */
public final class AttendedWishes implements Wishes {
  static final String QUESTION = "detach or cancel? [d/c] (any other key goes on)";
  static final String CANCELLING = "cancelling … (Ctrl-C does not wait for the end)";

  private enum Stage {
    FOLLOWING,
    ASKING,
    CANCELLING
  }

  private final Interruptions interruptions;
  private final Supplier<OptionalInt> keys;
  private final Consumer<String> note;
  private Stage stage = Stage.FOLLOWING;

  /**
   * @param keys a key that was pressed; empty when none was
   * @param note shows one line, in place of the one before
   */
  public AttendedWishes(
      Interruptions interruptions, Supplier<OptionalInt> keys, Consumer<String> note) {
    this.interruptions = interruptions;
    this.keys = keys;
    this.note = note;
  }

  @Override
  public Wish await(Duration atMost) throws InterruptedException {
    Optional<Signal> signal = interruptions.poll(atMost);
    if (signal.isPresent()) {
      return heard(signal.get());
    }
    return stage == Stage.ASKING ? asked() : unasked();
  }

  private Wish asked() {
    OptionalInt key = keys.get();
    return key.isPresent() ? answered(key.getAsInt()) : Wish.FOLLOW;
  }

  /** What was typed before a question is no answer to it. */
  private Wish unasked() {
    OptionalInt key = keys.get();
    while (key.isPresent()) {
      key = keys.get();
    }
    return Wish.FOLLOW;
  }

  private Wish heard(Signal signal) {
    if (signal != Signal.INT) {
      return unlessCancelling(UnattendedWishes.wish(signal));
    }
    return switch (stage) {
      case FOLLOWING -> to(Stage.ASKING, QUESTION, Wish.FOLLOW);
      case ASKING -> to(Stage.CANCELLING, CANCELLING, Wish.CANCEL);
      case CANCELLING -> Wish.DETACH;
    };
  }

  private Wish unlessCancelling(Wish wish) {
    return wish == Wish.CANCEL ? to(Stage.CANCELLING, CANCELLING, Wish.CANCEL) : wish;
  }

  private Wish answered(int key) {
    return switch (key) {
      case 'd', 'D' -> Wish.DETACH;
      case 'c', 'C' -> to(Stage.CANCELLING, CANCELLING, Wish.CANCEL);
      default -> to(Stage.FOLLOWING, "", Wish.FOLLOW);
    };
  }

  private Wish to(Stage next, String line, Wish wish) {
    stage = next;
    note.accept(line);
    return wish;
  }
}
