package dev.muster.tck.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is moved, and runs the actions scheduled on it in the order of
 * their times; those of equal time in the order in which they were scheduled. So a simulation on it
 * has one course only, however long it runs.
 *
 * <p>Actions run on the thread that moves the clock, one after the other, and may schedule further
 * ones. Reading and scheduling are safe from any thread.
 */
public final class VirtualClock implements InstantSource {
  /** Where a clock starts when nobody says otherwise. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** How many actions may run without time moving; more is a simulation that chases its tail. */
  public static final int MAX_ACTIONS_AT_ONE_INSTANT = 1_000_000;

  private static final Comparator<Action> ORDER =
      Comparator.comparing(Action::when).thenComparingLong(Action::sequence);

  private final PriorityQueue<Action> actions = new PriorityQueue<>(ORDER);
  private Instant now;
  private long scheduled;
  private int atThisInstant;

  private record Action(Instant when, long sequence, Runnable body) {}

  public VirtualClock() {
    this(START);
  }

  public VirtualClock(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Schedules an action; a time that has passed means now. */
  public synchronized void at(Instant when, Runnable body) {
    actions.add(new Action(when.isBefore(now) ? now : when, scheduled++, body));
  }

  /** Schedules an action after a while, at least 0. */
  public synchronized void after(Duration delay, Runnable body) {
    at(now.plus(delay), body);
  }

  /** When the next action is due; empty when nothing is scheduled. */
  public synchronized Optional<Instant> next() {
    return Optional.ofNullable(actions.peek()).map(Action::when);
  }

  /** Moves to the next action and runs it; false when there is none. */
  public boolean runNext() {
    return runNextBy(Instant.MAX);
  }

  /** Runs all that is due until a time, and stands there then. */
  public void runUntil(Instant end) {
    while (runNextBy(end)) {}
    moveTo(end);
  }

  /**
   * Runs until something has come true, but not longer than a while.
   *
   * @return whether it came true
   */
  public boolean runUntil(BooleanSupplier done, Duration atMost) {
    Instant end = instant().plus(atMost);
    while (!done.getAsBoolean()) {
      if (!runNextBy(end)) {
        moveTo(end);
        return done.getAsBoolean();
      }
    }
    return true;
  }

  /** Lets a while pass. */
  public void advance(Duration by) {
    runUntil(instant().plus(by));
  }

  private boolean runNextBy(Instant end) {
    Action action = takeBy(end);
    if (action == null) {
      return false;
    }
    action.body.run();
    return true;
  }

  private synchronized @Nullable Action takeBy(Instant end) {
    Action action = actions.peek();
    if (action == null || action.when.isAfter(end)) {
      return null;
    }
    moveTo(action.when);
    if (++atThisInstant > MAX_ACTIONS_AT_ONE_INSTANT) {
      throw new IllegalStateException(
          "%d actions at %s (expected: time to move on)".formatted(atThisInstant, now));
    }
    return actions.remove();
  }

  private synchronized void moveTo(Instant time) {
    if (time.isAfter(now)) {
      now = time;
      atThisInstant = 0;
    }
  }
}
