package dev.muster.store.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.Secret;
import dev.muster.spi.ClaimState;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.jsontype.NamedType;

/** The sealed types of rows and the word of each of their variants. */
final class Variants {
  private Variants() {}

  /** How a variant says which it is: {@code "type": word}. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  interface Tagged {}

  static final List<Class<?>> SEALED =
      List.of(
          JobState.class,
          ClaimState.class,
          Parallelism.class,
          RecoveryRule.Trigger.class,
          Secret.Source.class);

  static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(JobState.Queued.class, "queued"),
          Map.entry(JobState.Admitted.class, "admitted"),
          Map.entry(JobState.Provisioning.class, "provisioning"),
          Map.entry(JobState.Starting.class, "starting"),
          Map.entry(JobState.Running.class, "running"),
          Map.entry(JobState.Draining.class, "draining"),
          Map.entry(JobState.Suspended.class, "suspended"),
          Map.entry(JobState.Finished.class, "finished"),
          Map.entry(ClaimState.Requested.class, "requested"),
          Map.entry(ClaimState.Pending.class, "pending"),
          Map.entry(ClaimState.Granted.class, "granted"),
          Map.entry(ClaimState.Denied.class, "denied"),
          Map.entry(ClaimState.Unknown.class, "unknown"),
          Map.entry(ClaimState.Releasing.class, "releasing"),
          Map.entry(ClaimState.Released.class, "released"),
          Map.entry(ClaimState.Vanished.class, "vanished"),
          Map.entry(Parallelism.Auto.class, "auto"),
          Map.entry(Parallelism.Fixed.class, "fixed"),
          Map.entry(Secret.Env.class, "env"),
          Map.entry(Secret.File.class, "file"),
          Map.entry(RecoveryRule.ExitCode.class, "exit-code"),
          Map.entry(RecoveryRule.LogLine.class, "log-line"),
          Map.entry(RecoveryRule.Metric.class, "metric"));

  static NamedType[] named() {
    return WORDS.entrySet().stream()
        .map(entry -> new NamedType(entry.getKey(), entry.getValue()))
        .toArray(NamedType[]::new);
  }
}
