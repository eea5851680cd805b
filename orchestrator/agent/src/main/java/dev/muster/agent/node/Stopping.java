package dev.muster.agent.node;

import dev.muster.agent.prepare.Preparing;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Scope;
import dev.muster.agent.ranks.Gang;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ending what the node has started: SIGTERM to all, the grace, SIGKILL in every round until nobody
 * is left, then the last output, then its delivery. A server that is away is not waited for long.
 */
final class Stopping {
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  private final Family family;
  private final Scope scope;
  private final @Nullable Gang gang;
  private final @Nullable Preparing preparing;
  private final Couriers couriers;
  private long killAt;
  private long goneAt;

  private Stopping(
      Family family,
      Scope scope,
      @Nullable Gang gang,
      @Nullable Preparing preparing,
      Couriers couriers,
      Duration grace) {
    this.family = family;
    this.scope = scope;
    this.gang = gang;
    this.preparing = preparing;
    this.couriers = couriers;
    this.killAt = System.nanoTime() + grace.toNanos();
  }

  /**
   * Begins to end what runs.
   *
   * @param gang the ranks, if there are any
   * @param preparing the preparation, if one is under way
   */
  static Stopping begin(
      Family family,
      Scope scope,
      @Nullable Gang gang,
      @Nullable Preparing preparing,
      Couriers couriers,
      Duration grace) {
    if (gang != null) {
      gang.stopping();
    }
    if (preparing != null) {
      preparing.cancel();
    }
    family.signal(scope, Family.SIGTERM);
    return new Stopping(family, scope, gang, preparing, couriers, grace);
  }

  Scope scope() {
    return scope;
  }

  /** Grants no more than this from now on. */
  void hurry(Duration grace) {
    killAt = Math.min(killAt, System.nanoTime() + grace.toNanos());
  }

  /** Goes on; whether all is done. */
  boolean advance() {
    if (goneAt == 0 && family.alive(scope)) {
      if (System.nanoTime() >= killAt) {
        family.signal(scope, Family.SIGKILL);
      }
      return false;
    }
    if (goneAt == 0) {
      goneAt = System.nanoTime();
    }
    return prepared() && drained() && delivered();
  }

  private boolean prepared() {
    return preparing == null || preparing.outcome() != null;
  }

  private boolean drained() {
    if (gang == null) {
      return true;
    }
    boolean over = gang.drained() || sinceGone().compareTo(LAST_OUTPUT) > 0;
    if (over) {
      gang.close(true);
    }
    return over;
  }

  private boolean delivered() {
    return couriers.delivered()
        || (sinceGone().compareTo(DELIVERY) > 0 && couriers.idle().compareTo(DELIVERY) > 0);
  }

  private Duration sinceGone() {
    return Duration.ofNanos(System.nanoTime() - goneAt);
  }
}
