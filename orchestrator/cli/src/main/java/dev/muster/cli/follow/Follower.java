package dev.muster.cli.follow;

import dev.muster.api.JobView;
import dev.muster.cli.text.Snapshot;
import dev.muster.client.ProblemException;

/** Follows a job until it has ended or the person has had enough. */
public final class Follower {
  /**
   * How following ended.
   *
   * @param job the job, as it was seen last
   * @param detached whether it goes on without us
   */
  public record Ending(JobView job, boolean detached) {}

  private static final int CONFLICT = 409;

  private final JobWatch watch;
  private final View view;
  private final Wishes wishes;
  private boolean cancelled;

  public Follower(JobWatch watch, View view, Wishes wishes) {
    this.watch = watch;
    this.view = view;
    this.wishes = wishes;
  }

  /** Blocks until then. */
  public Ending follow() throws InterruptedException {
    while (true) {
      Snapshot seen = watch.look(view.isDetailed());
      view.show(seen);
      if (seen.job().finished()) {
        return new Ending(seen.job(), false);
      }
      switch (wishes.await(view.pause())) {
        case FOLLOW -> {}
        case CANCEL -> cancel();
        case DETACH -> {
          return new Ending(seen.job(), true);
        }
      }
    }
  }

  /** Orders it once; the end is then waited for like any other. */
  private void cancel() {
    if (cancelled) {
      return;
    }
    try {
      watch.client().cancel(watch.ref());
      cancelled = true;
    } catch (ProblemException e) {
      // Too late when it has ended meanwhile, which the next look shows.
      if (e.problem().status() != CONFLICT) {
        throw e;
      }
    }
  }
}
