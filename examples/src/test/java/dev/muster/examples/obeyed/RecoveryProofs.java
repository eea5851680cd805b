package dev.muster.examples.obeyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What shows that the fields about failures are obeyed; {@code recovery/} has a job for each. */
final class RecoveryProofs {
  private static final String PROJECT = "default";

  private RecoveryProofs() {}

  static List<Proof> all() {
    return List.of(
        failed("maxRestarts", "twice", 2, "user.exit", "code 12", "1 restart"),
        failed("hangAfter", "hung", 1, "rank.hung", "no step for"),
        failed("rules[].on.exitCode", "exit-rule", 1, "user.exit", "code 9"),
        failed("rules[].on.log", "log-rule", 1, "recovery.rule", "rule 1"),
        failed("rules[].on.metric", "metric-rule", 1, "recovery.rule", "loss", "11.5"),
        new Proof("spec.recovery.rules[].action", RecoveryProofs::everyActionIsTaken));
  }

  /** A job that fails after so many attempts, where it would have had more without the field. */
  private static Proof failed(
      String field, String job, int attempts, String code, String... words) {
    return new Proof(
        "spec.recovery." + field,
        evidence -> {
          JobView failed = evidence.job(PROJECT, job);
          CauseView cause = Objects.requireNonNull(failed.attempts().getLast().cause());
          assertThat(failed.state()).isEqualTo("failed");
          assertThat(failed.attempts()).hasSize(attempts);
          assertThat(cause.code()).isEqualTo(code);
          assertThat(Objects.requireNonNull(failed.reason()).summary() + cause.detail())
              .contains(words);
        });
  }

  /** On other nodes there is another agent, on the same ones the same. */
  private static void everyActionIsTaken(Evidence evidence) throws IOException {
    JobView job = evidence.job(PROJECT, "actions");
    assertThat(job.state()).isEqualTo("succeeded");
    assertThat(job.attempts()).hasSize(3);
    String first = agent(job, 1);
    String replaced = agent(job, 2);
    assertThat(replaced).isNotEqualTo(first);
    assertThat(agent(job, 3)).isEqualTo(replaced);
  }

  private static String agent(JobView job, int attempt) throws IOException {
    return Files.readString(Path.of(job.files().logs(), "" + attempt, "0")).strip();
  }

  /** Of three checkpoints the newest is there. */
  static void onlyAsManyAreKept(Evidence evidence) throws IOException {
    try (Stream<Path> left =
        Files.list(evidence.jobFolder(PROJECT, "kept").resolve("checkpoints"))) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("step-3");
    }
  }

  static void thatSignalAsks(Evidence evidence) throws IOException {
    assertThat(Files.readAllLines(evidence.log(PROJECT, "asked", 0)))
        .contains("asked by SIGUSR2")
        .doesNotContain("asked by SIGUSR1");
  }

  /** The newest job of the name was submitted when another had left a checkpoint. */
  static void latestIsTheFormersCheckpoint(Evidence evidence) throws IOException {
    assertThat(evidence.log(PROJECT, "heir", 0))
        .content()
        .matches("from \\S+/checkpoints/step-1\\n");
  }
}
