package dev.muster.examples.obeyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What shows that the fields about when a job runs are obeyed; {@code timing/} has the jobs. */
final class TimingProofs {
  private static final String COMMAND = "  command:";
  private static final String PAST = "2020-01-01T00:00:00Z";

  private TimingProofs() {}

  static List<Proof> all() {
    return List.of(
        late("start", "unstarted"),
        late("run", "endless"),
        Proof.refused(
            "spec.deadlines.finishBy",
            COMMAND,
            "  deadlines: {finishBy: %s}\n%s".formatted(PAST, COMMAND),
            PAST),
        new Proof("spec.needs", TimingProofs::itRunsAfterWhatItNeeds));
  }

  /** A job that would have succeeded, or gone on, without the deadline. */
  private static Proof late(String deadline, String name) {
    return new Proof(
        "spec.deadlines." + deadline,
        evidence -> {
          JobView job = job(evidence, name);
          CauseView cause =
              Objects.requireNonNull(Objects.requireNonNull(job.reason(), name).fault());
          assertThat(job.state()).isEqualTo("failed");
          assertThat(cause.code()).isEqualTo("deadline.exceeded");
          assertThat(cause.detail()).contains("deadlines." + deadline);
        });
  }

  /** They were submitted together, the last one first. */
  static void theHigherRunsFirst(Evidence evidence) {
    assertThat(started(evidence, "first")).isBefore(started(evidence, "last"));
  }

  static void nobodySharesAPort(Evidence evidence) {
    assertThat(started(evidence, "last")).isAfterOrEqualTo(finished(evidence, "first"));
  }

  private static void itRunsAfterWhatItNeeds(Evidence evidence) {
    assertThat(started(evidence, "follower")).isAfterOrEqualTo(finished(evidence, "last"));
  }

  private static Instant started(Evidence evidence, String name) {
    return Objects.requireNonNull(job(evidence, name).startedAt(), name);
  }

  private static Instant finished(Evidence evidence, String name) {
    return Objects.requireNonNull(job(evidence, name).finishedAt(), name);
  }

  private static JobView job(Evidence evidence, String name) {
    return evidence.job("default", name);
  }
}
