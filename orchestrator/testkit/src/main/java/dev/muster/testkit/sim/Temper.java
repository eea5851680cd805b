package dev.muster.testkit.sim;

import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.model.spec.RecoverySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job behaves.
 *
 * @param steps after which its ranks end well
 * @param every steps between checkpoints
 * @param step how long one takes
 * @param failure the chance per step that something goes wrong
 * @param doomedAt a step that it never gets past; null for a sound job
 * @param catches whether its ranks write a checkpoint when asked by signal
 * @param setupFailure the chance that a node cannot be prepared
 * @param recovery its manifest's rules
 * @param keep its manifest's number of checkpoints
 */
record Temper(
    long steps,
    int every,
    Duration step,
    double failure,
    @Nullable Long doomedAt,
    boolean catches,
    double setupFailure,
    RecoverySpec recovery,
    int keep) {
  /** What a rank prints that {@link #LOG_RULE} looks for. */
  static final String LOG_RULE = "loss is NaN";

  static final int RESTARTS = 3;
  static final int STOPS = 4;
  static final int REPLACES = 5;

  static Temper of(Chance chance) {
    return new Temper(
        chance.between(10, 80),
        chance.between(3, 12),
        Duration.ofMillis(chance.between(2_000, 9_000)),
        chance.of(0.4) ? 0 : chance.between(1, 60) / 1000.0,
        chance.of(0.1) ? Long.valueOf(chance.between(0, 12)) : null,
        chance.of(0.7),
        chance.of(0.1) ? 0.3 : 0,
        recovery(chance),
        chance.between(1, CheckpointSpec.KEEP));
  }

  private static RecoverySpec recovery(Chance chance) {
    List<RecoveryRule> rules = new ArrayList<>();
    if (chance.of(0.3)) {
      rules.add(new RecoveryRule(new RecoveryRule.ExitCode(STOPS), Action.STOP));
      rules.add(new RecoveryRule(new RecoveryRule.ExitCode(RESTARTS), Action.RESTART));
      rules.add(new RecoveryRule(new RecoveryRule.ExitCode(REPLACES), Action.REPLACE_NODE));
    }
    if (chance.of(0.3)) {
      Action action = chance.oneOf(List.of(Action.values()));
      rules.add(new RecoveryRule(new RecoveryRule.LogLine(LOG_RULE), action));
    }
    Duration hangAfter = chance.of(0.5) ? Duration.ofMinutes(2) : null;
    return new RecoverySpec(chance.of(0.2) ? chance.between(0, 2) : 5, hangAfter, rules);
  }

  /** The rule of the manifest that looks for a line; -1 without one. */
  int lineRule() {
    for (int rule = 0; rule < recovery.rules().size(); rule++) {
      if (recovery.rules().get(rule).on() instanceof RecoveryRule.LogLine) {
        return rule;
      }
    }
    return -1;
  }
}
