package dev.muster.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.link.LinkException;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
  private final Courier courier = new Courier();
  private final Thread thread = Thread.ofVirtual().unstarted(courier);

  @BeforeEach
  void start() {
    thread.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  @Test
  void goesOnAfterAnErrorThatNobodyExpected() {
    Pieces odd = new Pieces(1, broken(), taken());
    Pieces other = new Pieces(2, taken());
    courier.add(odd);
    courier.add(other);
    awaitDelivered();
    assertThat(odd.done).containsExactly("deliver", "deliver");
    assertThat(other.done).containsExactly("deliver");
  }

  @Test
  void skipsAPieceThatIsRefusedAndTriesAgainWhatFailed() {
    Pieces feed = new Pieces(1, answered(503), answered(413), taken(), taken());
    courier.add(feed);
    awaitDelivered();
    assertThat(feed.done).containsExactly("deliver", "deliver", "skip", "deliver");
  }

  @Test
  void givesAFeedUpOfWhichNotEvenBlanksAreTaken() {
    Pieces feed = new Pieces(1, answered(413), answered(400), taken());
    courier.add(feed);
    awaitDelivered();
    assertThat(feed.done).containsExactly("deliver", "skip");
  }

  @Test
  void knowsWhatIsLeftOfAnEpoch() {
    courier.add(new Pieces(1, taken()));
    courier.add(new Pieces(2));
    Awaitility.await().until(() -> courier.delivered(1));
    assertThat(courier.delivered(2)).isTrue();
    assertThat(courier.delivered()).isTrue();
  }

  private void awaitDelivered() {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(courier::delivered);
  }

  /** A feed in which every try, in turn, does what was written down for it. */
  private static final class Pieces implements Feed {
    private final long epoch;
    private final Deque<Try> left;
    private final List<String> done = new CopyOnWriteArrayList<>();

    Pieces(long epoch, Try... tries) {
      this.epoch = epoch;
      this.left = new ConcurrentLinkedDeque<>(List.of(tries));
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public boolean pending() {
      return !left.isEmpty();
    }

    @Override
    public boolean delivered() {
      return left.isEmpty();
    }

    @Override
    public void deliver() throws IOException {
      done.add("deliver");
      left.removeFirst().run();
    }

    @Override
    public void skip() throws IOException {
      done.add("skip");
      left.removeFirst().run();
    }
  }

  /** What comes of one request. */
  private interface Try {
    void run() throws IOException;
  }

  private static Try taken() {
    return () -> {};
  }

  private static Try answered(int status) {
    return () -> {
      throw new LinkException("status " + status, status);
    };
  }

  private static Try broken() {
    return () -> {
      throw new IllegalStateException("nobody expected this");
    };
  }
}
