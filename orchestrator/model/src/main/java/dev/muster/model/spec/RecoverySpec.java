package dev.muster.model.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens after a failure.
 *
 * @param maxRestarts restarts without a new step, after which a failure is final; 0 for none
 * @param hangAfter how long no rank may reach a step while the agents live; null to wait for ever
 * @param rules answers that go before the built-in ones; the first that fits counts
 */
public record RecoverySpec(
    int maxRestarts, @Nullable Duration hangAfter, List<RecoveryRule> rules) {
  /** What holds when a manifest says nothing. */
  public static final RecoverySpec DEFAULT = new RecoverySpec(5, null, List.of());

  public RecoverySpec {
    rules = List.copyOf(rules);
  }
}
