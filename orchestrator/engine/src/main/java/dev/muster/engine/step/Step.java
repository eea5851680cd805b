package dev.muster.engine.step;

import dev.muster.engine.world.Event;
import dev.muster.model.JobId;
import java.util.List;

/** The answer to an input. */
public sealed interface Step {

  /**
   * Something changed, as these events say.
   *
   * @param jobs of an order to run jobs: which jobs run now for it, in its order, new or not
   */
  record Moved(List<Event> events, List<JobId> jobs) implements Step {
    public Moved {
      events = List.copyOf(events);
      jobs = List.copyOf(jobs);
    }
  }

  /**
   * Nothing changed, and nothing had to.
   *
   * @param existing the jobs that already are what was asked for, if that is the reason, in the
   *     order in which they were asked for
   */
  record Ignored(String reason, List<JobId> existing) implements Step {
    public Ignored {
      existing = List.copyOf(existing);
    }
  }

  /**
   * It is not legal now.
   *
   * @param all every reason; more than one only where several jobs were submitted together
   */
  record Rejected(List<Rejection> all) implements Step {
    public Rejected {
      all = List.copyOf(all);
    }

    /** The first reason. */
    public Rejection rejection() {
      return all.getFirst();
    }
  }
}
