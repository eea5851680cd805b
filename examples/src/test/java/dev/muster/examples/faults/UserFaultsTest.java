package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.examples.JobFile;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no restart can heal ends the job, with the reason and what to do about it. */
class UserFaultsTest {
  private static final Map<String, String> SPECS =
      new TreeMap<>(
          Map.of(
              "same-exit",
                  "command: |\n  echo begins\n  echo these are its last words >&2\n  exit 1",
              "no-command", "command: [no-such-program, --fast]",
              "no-python", "python: {interpreter: python9}\ncommand: echo ran",
              "no-package", "workdir: .\npython: {requirements: wishes.txt}\ncommand: echo ran",
              "no-setup", "setup: echo there is no data; exit 3\ncommand: echo ran"));

  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  /** All at once: they are few and short. */
  @BeforeAll
  static void runThem() throws Exception {
    OWN.muster().startServer();
    Path folder = OWN.folder("user");
    Files.writeString(folder.resolve("wishes.txt"), "muster-has-no-such-package==1.0\n");
    for (Map.Entry<String, String> spec : SPECS.entrySet()) {
      String file = JobFile.write(folder, spec.getKey(), spec.getValue());
      assertThat(OWN.muster().run("submit", file).exit()).isZero();
    }
  }

  @Test
  void aRankThatExitsAtOnceThreeTimesIsAUserFaultWithItsLastLines() throws Exception {
    JobView job = failed("same-exit");

    assertThat(job.attempts()).as("the same root three times, no step").hasSize(3);
    CauseView cause = cause(job);
    assertThat(cause.code()).isEqualTo("user.exit");
    assertThat(cause.detail()).contains("rank 0", "code 1", "3 times");
    assertThat(cause.lastLines()).containsExactly("begins", "these are its last words");
    assertThat(Objects.requireNonNull(job.reason()).next()).isNotEmpty();
    table.met("rank exits 1 at once three times", took(job));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no-command, user.command, no-such-program",
    "no-python, environment.failed, python9",
    "no-package, environment.failed, muster-has-no-such-package",
    "no-setup, setup.failed, there is no data"
  })
  void whatCannotHealFailsAtOnceWithItsCauseAndTheNextStep(String name, String code, String word)
      throws Exception {
    JobView job = failed(name);

    assertThat(job.attempts()).as("it is not tried again").hasSize(1);
    CauseView cause = cause(job);
    assertThat(cause.code()).isEqualTo(code);
    assertThat(cause.detail() + cause.lastLines()).contains(word);
    ExplanationView reason = Objects.requireNonNull(job.reason());
    assertThat(reason.summary()).isNotBlank();
    assertThat(reason.next()).isNotEmpty();
    assertThat(Path.of(job.files().logs(), "1", "0"))
        .satisfiesAnyOf(
            log -> assertThat(log).doesNotExist(),
            log -> assertThat(log).content().doesNotContain("ran"));
    table.met(name.replace('-', ' '), took(job));
  }

  private static JobView failed(String name) throws IOException {
    JobView job = OWN.muster().await(new JobRef("default", name), JobView::finished);
    assertThat(job.state()).isEqualTo("failed");
    return job;
  }

  private static CauseView cause(JobView job) {
    return Objects.requireNonNull(job.attempts().getLast().cause());
  }

  private static Recovery took(JobView job) {
    Instant began = job.attempts().getFirst().startedAt();
    return new Recovery(Duration.between(began, Objects.requireNonNull(job.finishedAt())), 0);
  }
}
