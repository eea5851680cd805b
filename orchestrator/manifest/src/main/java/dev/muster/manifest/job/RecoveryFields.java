package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.value.LinePattern;
import dev.muster.manifest.value.MetricCondition;
import dev.muster.manifest.value.Time;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.manifest.value.Words;
import dev.muster.manifest.value.Words.Word;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.model.spec.RecoverySpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What happens after a failure. */
final class RecoveryFields {
  private static final Obeyed<Integer> MAX_RESTARTS =
      Obeyed.or(
          "" + RecoverySpec.DEFAULT.maxRestarts(),
          "spec.recovery.maxRestarts",
          new WholeNumber(0, 1000),
          "restarts without a new step after which a failure is final");
  private static final Obeyed<Duration> HANG_AFTER =
      Obeyed.optional(
          "spec.recovery.hangAfter",
          new Time(Duration.ofSeconds(1), Duration.ofDays(7), List.of("auto")),
          "time without a step of any rank after which the gang is started anew",
          "a rank may take as long as it likes");
  private static final Items RULES =
      new Items(
          "spec.recovery.rules", "answers to certain failures; the first that fits", "rule", 64);
  private static final Section ON =
      Section.required("spec.recovery.rules[].on", "the failure: one of the three").withOne();
  private static final Obeyed<Integer> EXIT_CODE =
      Obeyed.optional(
          "spec.recovery.rules[].on.exitCode",
          new WholeNumber(1, 255),
          "exit code of a rank; 128 + n for signal n",
          "not looked at");
  private static final Obeyed<String> LOG =
      Obeyed.optional(
          "spec.recovery.rules[].on.log",
          new LinePattern(),
          "what a line of a rank has in it",
          "not looked at");
  private static final Obeyed<RecoveryRule.Metric> METRIC =
      Obeyed.optional(
          "spec.recovery.rules[].on.metric",
          new MetricCondition(),
          "a number that a rank reports",
          "not looked at");
  private static final Obeyed<Action> ACTION =
      Obeyed.required(
          "spec.recovery.rules[].action",
          new Words<>(
              List.of(
                  new Word<>("restart", Action.RESTART),
                  new Word<>("replace-node", Action.REPLACE_NODE),
                  new Word<>("stop", Action.STOP)),
              List.of()),
          "the answer: start anew on the same nodes or on other ones, or end as failed");

  static final List<Field> ROWS =
      List.of(
          Section.optional("spec.recovery", "what happens after a failure"),
          MAX_RESTARTS,
          HANG_AFTER,
          RULES,
          ON,
          EXIT_CODE,
          LOG,
          METRIC,
          ACTION);

  private RecoveryFields() {}

  static RecoverySpec read(Values values) {
    return new RecoverySpec(
        values.get(MAX_RESTARTS),
        values.find(HANG_AFTER),
        values.items(RULES).stream().map(RecoveryFields::rule).toList());
  }

  private static RecoveryRule rule(Values rule) {
    return new RecoveryRule(trigger(rule), rule.get(ACTION));
  }

  private static RecoveryRule.Trigger trigger(Values rule) {
    Integer exitCode = rule.find(EXIT_CODE);
    if (exitCode != null) {
      return new RecoveryRule.ExitCode(exitCode);
    }
    String log = rule.find(LOG);
    return log == null ? Objects.requireNonNull(rule.find(METRIC)) : new RecoveryRule.LogLine(log);
  }
}
