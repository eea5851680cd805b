package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import dev.muster.manifest.value.ListOf;
import dev.muster.manifest.value.PointInTime;
import dev.muster.manifest.value.Priority;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.Time;
import dev.muster.model.spec.Deadlines;
import dev.muster.model.spec.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a job runs: before whom, after whom, and until when. */
final class TimingFields {
  private static final Time SPAN = new Time(Duration.ofSeconds(1), Duration.ofDays(366), List.of());

  static final Obeyed<Integer> PRIORITY =
      Obeyed.or(
          "normal",
          "spec.priority",
          new Priority(),
          "who goes first of those that wait; low is 250, normal 500, high 750");

  private static final Obeyed<List<String>> NEEDS =
      Obeyed.optional(
          "spec.needs",
          new ListOf<>(Text.LABEL, "jobs", 64),
          "jobs of the same project that must have succeeded before; the newest of each name",
          "none");

  private static final Obeyed<Duration> START =
      Obeyed.optional(
          "spec.deadlines.start",
          SPAN,
          "time from its submission until its ranks first run",
          "it may wait as long as it takes");

  private static final Obeyed<Duration> RUN =
      Obeyed.optional(
          "spec.deadlines.run",
          SPAN,
          "time that its ranks run, all attempts together",
          "it may run as long as it takes");

  private static final Obeyed<Instant> FINISH_BY =
      Obeyed.optional(
          "spec.deadlines.finishBy",
          new PointInTime(),
          "when it must have ended; UTC where no zone is told",
          "any time");

  static final List<Field> DEADLINES =
      List.of(
          Section.optional(
              "spec.deadlines", "how long the job may take; past one it is stopped and has failed"),
          START,
          RUN,
          FINISH_BY);

  static final List<Field> ORDER = List.of(NEEDS);

  private TimingFields() {}

  static void check(Values values, Problems problems) {
    String name = values.find(Envelope.NAME);
    if (name == null || values.find(NEEDS) == null) {
      return;
    }
    for (Node need : ((Sequence) values.node(NEEDS)).items()) {
      if (need instanceof Scalar scalar && scalar.text().equals(name)) {
        problems.add(Problem.wrong(need, "another job than this one", null));
      }
    }
  }

  static Timing read(Values values) {
    List<String> needs = values.find(NEEDS);
    return new Timing(
        values.get(PRIORITY),
        needs == null ? List.of() : needs,
        new Deadlines(values.find(START), values.find(RUN), values.find(FINISH_BY)));
  }
}
