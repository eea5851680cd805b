package dev.muster.engine.step;

import dev.muster.engine.world.Event;
import dev.muster.model.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to an input. */
public sealed interface Step {

  /** Something changed, as these events say. */
  record Moved(List<Event> events) implements Step {
    public Moved {
      events = List.copyOf(events);
    }
  }

  /**
   * Nothing changed, and nothing had to.
   *
   * @param existing the job that already is what was asked for, if that is the reason
   */
  record Ignored(String reason, @Nullable JobId existing) implements Step {}

  /** It is not legal now, for this reason. */
  record Rejected(Rejection rejection) implements Step {}
}
