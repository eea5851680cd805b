package dev.muster.cli.follow;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.terminal.Signals;
import dev.muster.cli.terminal.Signals.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signals in the order in which they came. Until there is a job they end the command at once; from
 * then on they wait to be heard.
 */
public final class Interruptions {
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final AtomicBoolean kept = new AtomicBoolean();

  /** Takes over the signals of this process. */
  public static Interruptions ofThisProcess() {
    Interruptions interruptions = new Interruptions();
    Signals.handle(interruptions::take);
    return interruptions;
  }

  /** From here on something is under way that must not be left by accident. */
  public void keep() {
    kept.set(true);
  }

  /** The next signal, if one comes in time. */
  Optional<Signal> poll(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(signals.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** A signal came. */
  public void take(Signal signal) {
    if (kept.get()) {
      signals.add(signal);
      return;
    }
    Runtime.getRuntime().exit(ExitCode.CANCELLED.number());
  }
}
