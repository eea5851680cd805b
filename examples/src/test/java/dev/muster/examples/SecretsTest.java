package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets of the person who submits, from the command line to ranks, and nowhere else. */
class SecretsTest {
  private static final String VALUE = "s3cr3t-of-the-hub";
  private static final Duration SOON = Duration.ofSeconds(60);

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  /** Without the variable, which only those have who submit. */
  @BeforeAll
  static void startAServer() throws Exception {
    OWN.muster().startServer();
  }

  @Test
  void ranksHaveThemInEveryAttemptAndNothingElseDoes() throws Exception {
    Path go = OWN.folder().resolve("go");
    Files.writeString(OWN.folder().resolve("key"), "line-one-of-the-key\nline-two\n");
    String manifest =
        JobFile.write(
            OWN.folder(),
            "secretive",
            """
            secrets:
              - {name: TOKEN, from: {env: HUB_TOKEN}}
              - {name: KEY, from: {file: key}}
            setup: echo "setup has $TOKEN"
            command: |
              echo "$TOKEN" | wc -c; echo "has $TOKEN and $KEY"
              echo "{\\"step\\": 1, \\"note\\": \\"$TOKEN\\"}" >> $MUSTER_PROGRESS
              while [ ! -e %s ]; do sleep 0.1; done
              [ $MUSTER_ATTEMPT = 2 ] || { echo "lost $TOKEN"; exit 3; }
            """
                .formatted(go));
    Command run = OWN.muster().with("HUB_TOKEN", VALUE).start("run", manifest);
    JobRef ref = new JobRef("default", "secretive");
    JobView job =
        OWN.muster().await(ref, it -> it.progress() != null && it.progress().step() != null);
    List<Path> kept = OWN.muster().files("jobs/%s/secrets".formatted(job.id()));
    assertThat(kept).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getFirst())))
        .isEqualTo("rw-------");

    OWN.muster().server().kill();
    OWN.muster().startServer();
    Files.createFile(go);

    Ended ended = run.await(SOON);
    assertThat(ended.exit()).as(ended.text()).isZero();
    JobView over = OWN.muster().await(ref, JobView::finished);
    assertThat(over.attempts()).hasSize(2);
    assertThat(Objects.requireNonNull(over.attempts().getFirst().cause()).lastLines())
        .endsWith("lost ***");
    for (String attempt : List.of("1", "2")) {
      assertThat(Files.readString(Path.of(over.files().logs(), attempt, "0")))
          .startsWith("18\nhas *** and ***\n");
    }
    assertThat(Files.readString(Path.of(over.files().logs(), "1", "node-0")))
        .isEqualTo("setup has ***\n");
    assertThat(ended.text()).doesNotContain(VALUE);
    Awaitility.await("nothing that has a value")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(filesWithAValue()).isEmpty());
  }

  @Test
  void oneThatIsMissingIsToldWithItsPlace() throws Exception {
    String manifest =
        JobFile.write(
            OWN.folder(),
            "poor",
            "command: echo never\nsecrets: [{name: TOKEN, from: {env: HUB_TOKEN}}]");

    Ended submit = OWN.muster().run("submit", manifest);

    assertThat(submit.exit()).isEqualTo(2);
    assertThat(submit.err())
        .contains("poor.yaml:7:")
        .contains("variable HUB_TOKEN is not set (expected: the value of the secret)");
  }

  private static List<Path> filesWithAValue() throws IOException {
    return OWN.muster().files(".*").stream().filter(SecretsTest::hasAValue).toList();
  }

  private static boolean hasAValue(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return text.contains(VALUE) || text.contains("line-one-of-the-key");
    } catch (IOException e) {
      return false;
    }
  }
}
