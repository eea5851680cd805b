package dev.muster.agent.node;

import dev.muster.agent.prepare.Preparing;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Scope;
import dev.muster.agent.ranks.Gang;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ending what the node has started: if a checkpoint is wanted first the signal that asks for it and
 * the grace; then SIGTERM to all, the grace, SIGKILL in every round until nobody is left; then the
 * last output, then its delivery. A server that is away is waited for, unless the agent is to end
 * too. What a whole process slept through is no grace.
 */
final class Stopping {
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  private final Means means;
  private final Scope scope;
  private final @Nullable Gang gang;
  private final @Nullable Preparing preparing;
  private final Duration grace;
  private Course course;

  /** When the course goes on without waiting any longer. */
  private long until;

  private boolean last;

  /** How far it is. */
  private enum Course {
    /** Asked for a checkpoint; SIGTERM follows. */
    SAVES,
    /** Asked to end; SIGKILL follows. */
    ENDS,
    /** Nobody is left; the last output may still come. */
    GONE,
    /** Nothing can come any more. */
    DRAINED
  }

  /**
   * What ending takes.
   *
   * @param family the processes
   * @param couriers bring the last output to the server
   * @param awake nanoseconds that the process was awake
   */
  record Means(Family family, Couriers couriers, LongSupplier awake) {
    long now() {
      return awake.getAsLong();
    }
  }

  private Stopping(
      Means means,
      Scope scope,
      @Nullable Gang gang,
      @Nullable Preparing preparing,
      Duration grace,
      Course course) {
    this.means = means;
    this.scope = scope;
    this.gang = gang;
    this.preparing = preparing;
    this.grace = grace;
    this.course = course;
    this.until = means.now() + grace.toNanos();
  }

  /**
   * Begins to end what runs.
   *
   * @param gang the ranks, if there are any
   * @param preparing the preparation, if one is under way
   * @param saveSignal asks for a checkpoint first; null when none is wanted
   */
  static Stopping begin(
      Means means,
      Scope scope,
      @Nullable Gang gang,
      @Nullable Preparing preparing,
      Duration grace,
      @Nullable Integer saveSignal) {
    if (gang != null) {
      gang.stopping();
    }
    if (preparing != null) {
      preparing.cancel();
    }
    boolean saves = saveSignal != null && means.family().signalWhoCatches(scope, saveSignal);
    if (!saves) {
      means.family().signal(scope, Family.SIGTERM);
    }
    return new Stopping(means, scope, gang, preparing, grace, saves ? Course.SAVES : Course.ENDS);
  }

  Scope scope() {
    return scope;
  }

  /** No checkpoint is waited for any more, and no more than this is granted from now on. */
  void hurry(Duration atMost) {
    if (course == Course.SAVES) {
      end(atMost);
    } else if (course == Course.ENDS) {
      until = Math.min(until, means.now() + atMost.toNanos());
    }
  }

  /** The agent ends too: a server that is away is not waited for long. */
  void beLast() {
    last = true;
  }

  /** Whether nobody is left, and nothing more can come of them. */
  boolean over() {
    return course == Course.DRAINED;
  }

  /** Goes on; whether all is done. */
  boolean advance() {
    course = next();
    if (course == Course.DRAINED) {
      means.couriers().hasten();
    }
    return course == Course.DRAINED && delivered();
  }

  private Course next() {
    return switch (course) {
      case SAVES, ENDS -> {
        if (!means.family().alive(scope)) {
          until = means.now() + LAST_OUTPUT.toNanos();
          yield drained(Course.GONE);
        }
        press();
        yield course;
      }
      case GONE -> drained(course);
      case DRAINED -> course;
    };
  }

  /** Time is up: the next step, or the last one again. */
  private void press() {
    if (means.now() < until) {
      return;
    }
    if (course == Course.SAVES) {
      end(grace);
    } else {
      means.family().signal(scope, Family.SIGKILL);
    }
  }

  private void end(Duration atMost) {
    means.family().signal(scope, Family.SIGTERM);
    course = Course.ENDS;
    until = means.now() + atMost.toNanos();
  }

  private Course drained(Course otherwise) {
    if (preparing != null && preparing.outcome() == null) {
      return otherwise;
    }
    if (gang != null) {
      if (!gang.drained() && means.now() < until) {
        return otherwise;
      }
      gang.close(true);
    }
    until = means.now() + DELIVERY.toNanos();
    return Course.DRAINED;
  }

  private boolean delivered() {
    return means.couriers().delivered()
        || (last && means.now() >= until && means.couriers().idle().compareTo(DELIVERY) > 0);
  }
}
