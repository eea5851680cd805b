package dev.muster.agent.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Nanoseconds that this process was awake. Somebody looks every second; when nobody could for much
 * longer, all of us were stopped, ranks and perhaps the server too, and that time counts for no
 * timeout.
 */
public final class AwakeTime implements LongSupplier {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private long last;
  private long slept;

  public AwakeTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** Of this process, with a thread that looks. */
  public static AwakeTime ofThisProcess() {
    AwakeTime time = new AwakeTime(System::nanoTime);
    Thread.ofPlatform().daemon().name("awake").start(time::look);
    return time;
  }

  @Override
  public synchronized long getAsLong() {
    long now = nanoTime.getAsLong();
    long gap = now - last;
    if (gap > PAUSE.toNanos()) {
      slept += gap - LOOK.toNanos();
    }
    last = now;
    return now - slept;
  }

  private void look() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK.toNanos());
      getAsLong();
    }
  }
}
