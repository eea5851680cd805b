package dev.muster.cli.follow;

import dev.muster.api.JobView;
import dev.muster.cli.text.Snapshot;
import dev.muster.client.JobOrder;
import dev.muster.client.ProblemException;
import dev.muster.client.UnreachableException;
import java.util.UUID;

/** Follows a job until it has ended or rests, or the person has had enough. */
public final class Follower {
  /** Why following ended. */
  public enum Reason {
    /** The job has ended. */
    FINISHED,
    /** The job waits for an order: nobody knows for how long. */
    SUSPENDED,
    /** The person left. */
    DETACHED
  }

  /**
   * How following ended.
   *
   * @param job the job, as it was seen last
   */
  public record Ending(JobView job, Reason reason) {}

  private static final int CONFLICT = 409;

  private final JobWatch watch;
  private final View view;
  private final Wishes wishes;
  private final String key = UUID.randomUUID().toString();
  private boolean cancelling;
  private boolean cancelled;

  public Follower(JobWatch watch, View view, Wishes wishes) {
    this.watch = watch;
    this.view = view;
    this.wishes = wishes;
  }

  /** Blocks until then. */
  public Ending follow() throws InterruptedException {
    while (true) {
      if (cancelling && !cancelled) {
        cancel();
      }
      Snapshot seen = watch.look(view.isDetailed());
      view.show(seen);
      if (seen.job().finished()) {
        return new Ending(seen.job(), Reason.FINISHED);
      }
      if (seen.trouble() == null && seen.job().suspended()) {
        return new Ending(seen.job(), Reason.SUSPENDED);
      }
      switch (wishes.await(view.pause())) {
        case FOLLOW -> {}
        case CANCEL -> cancelling = true;
        case DETACH -> {
          return new Ending(seen.job(), Reason.DETACHED);
        }
      }
    }
  }

  /** Orders it once; the end is then waited for like any other. */
  private void cancel() {
    try {
      watch.client().order(watch.ref(), JobOrder.CANCEL, key);
      cancelled = true;
    } catch (UnreachableException e) {
      // The watch looks for the server; then the order is given again.
      cancelled = false;
    } catch (ProblemException e) {
      // Too late when it has ended meanwhile, which the next look shows.
      if (e.problem().status() != CONFLICT) {
        throw e;
      }
      cancelled = true;
    }
  }
}
