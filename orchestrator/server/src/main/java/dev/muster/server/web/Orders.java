package dev.muster.server.web;

import dev.muster.engine.input.Input;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Step;
import dev.muster.server.heart.Heart;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands inputs of requests to the engine, and waits until what they changed is on disk. */
@Singleton
public final class Orders {
  private static final Logger log = LoggerFactory.getLogger(Orders.class);

  private final Heart heart;
  private final FullDisk disk;

  Orders(Heart heart, FullDisk disk) {
    this.heart = heart;
    this.disk = disk;
  }

  /**
   * What came of an input, on disk.
   *
   * @throws RefusedException when it could not be written down: then it has not happened
   */
  public Step give(Input input) {
    try {
      return heart.engine().offer(input).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      log.error("input={} fault={}", input.getClass().getSimpleName(), String.valueOf(cause));
      throw cause instanceof RejectedExecutionException
          ? notTaken(cause)
          : disk.refusal("journal.failed", "not on disk: " + cause.getMessage(), cause);
    }
  }

  /** What would come of an input; nothing does. */
  public Outcome peek(Input input) {
    try {
      return heart.engine().peek(input).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof RejectedExecutionException ? notTaken(cause) : e;
    }
  }

  private RefusedException notTaken(Throwable cause) {
    String detail = String.valueOf(cause.getMessage());
    return heart.isClosing()
        ? RefusedException.unavailable("server.ending", detail)
        : RefusedException.busy(detail);
  }
}
