package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.EventList;
import dev.muster.api.ExplanationView;
import dev.muster.api.FieldError;
import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.api.Problem;
import dev.muster.api.PruneView;
import dev.muster.api.PrunedView;
import dev.muster.cli.terminal.Signals.Signal;
import dev.muster.cli.text.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest extends InProcess {
  @Test
  void runFollowsAJobToItsGoodEnd() throws IOException {
    try (PlayedServer server =
        new PlayedServer(Samples.preparing(), Samples.running(120, 42), Samples.succeeded())) {
      assertThat(muster(server, "run", manifest.toString())).isZero();
    }
    assertThat(text(out))
        .contains("gpt-nano starting\n", "gpt-nano running\n", "step 120 of 360 (33%)")
        .endsWith(
            """
            gpt-nano succeeded after 1:58, 0 restarts
              steps        360 of 360
              loss         5.5410 → 2.1312
              speed        13.6k tokens/s
              logs         /data/jobs/j1/logs
              checkpoints  /data/jobs/j1/checkpoints
            """);
    assertThat(text(err)).startsWith("page: ").hasLineCount(1);
  }

  @Test
  void runEndsAsAFailedJobDidAndTellsWhy() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(1, 9), Samples.failed())) {
      assertThat(muster(server, "run", manifest.toString())).isEqualTo(1);
    }
    assertThat(text(out))
        .contains("cause        user.exit on rank 2, node 1: rank 2 exited with code 1")
        .contains("next         muster logs gpt-nano --rank 2");
  }

  @Test
  void runSubmitsUnderAKeyAndSaysWhichPython() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("venv/bin"));
    Path python = Files.writeString(bin.resolve("python3"), "ELF");
    assertThat(python.toFile().setExecutable(true)).isTrue();
    environment.put("VIRTUAL_ENV", folder.resolve("venv").toString());

    try (PlayedServer server = new PlayedServer(Samples.succeeded())) {
      muster(server, "run", manifest.toString());
      assertThat(server.submittedHeaders())
          .containsEntry("muster-python", python.toString())
          .containsKey("idempotency-key")
          .doesNotContainKey("muster-workdir");
    }
  }

  @Test
  void runUploadsTheWorkdirOnceAndNamesIt() throws IOException {
    Files.writeString(manifest, MANIFEST.replace("  command:", "  workdir: .\n  command:"));
    try (PlayedServer server = new PlayedServer(Samples.succeeded())) {
      assertThat(muster(server, "submit", manifest.toString())).isZero();
      String digest = server.submittedHeaders().get("muster-workdir");
      assertThat(digest).matches("[0-9a-f]{64}");
      assertThat(muster(server, "submit", manifest.toString())).isZero();

      assertThat(server.submittedHeaders()).containsEntry("muster-workdir", digest);
      assertThat(server.requests()).containsOnlyOnce("PUT /api/v1/artifacts/" + digest);
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM,3,cancelled", "INT,3,cancelled", "HUP,5,muster attach gpt-nano"})
  void withoutATerminalSignalsCancelOrDetach(Signal signal, int code, String said)
      throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(120, 42))) {
      server.onLook(() -> interruptions.take(signal));
      assertThat(muster(server, "run", manifest.toString())).isEqualTo(code);
      assertThat(server.requests().contains("POST /api/v1/jobs/default/gpt-nano/cancel"))
          .isEqualTo(code == 3);
    }
    assertThat(text(out)).contains(said);
  }

  @Test
  void detachingSaysHowToComeBack() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      assertThat(muster(server, "run", "--detach", manifest.toString())).isEqualTo(5);
    }
    assertThat(text(out)).endsWith("muster attach gpt-nano\n");
  }

  @Test
  void attachEndsAsTheJobDid() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.cancelled())) {
      assertThat(muster(server, "attach", "gpt-nano")).isEqualTo(3);
    }
  }

  @Test
  void runAsJsonPrintsTheJobAndNothingElse() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(1, 9), Samples.succeeded())) {
      assertThat(muster(server, "run", "-o", "json", manifest.toString())).isZero();
    }
    assertThat(JsonMapper.shared().readValue(text(out), JobView.class))
        .isEqualTo(Samples.succeeded());
    assertThat(text(err)).contains("gpt-nano running");
  }

  @Test
  void aBadManifestIsShownLikeACompilerDoesAndReachesNoServer() throws IOException {
    Files.writeString(manifest, MANIFEST.replace("nodes: 2", "nodez: 2"));
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      assertThat(muster(server, "run", manifest.toString())).isEqualTo(2);
      assertThat(server.requests()).isEmpty();
    }
    assertThat(text(err))
        .contains(manifest + ":8:5: error: spec.resources.nodez: unknown field; did you mean")
        .contains("muster: %s has 1 error".formatted(manifest), "  next: ");
  }

  @Test
  void whatThePlannerRefusesHasItsLine() throws IOException {
    Files.writeString(manifest, MANIFEST + "  parallelism:\n    data: 3\n    pipeline: 1\n");

    assertThat(muster("validate", manifest.toString())).isEqualTo(2);
    assertThat(text(err))
        .containsPattern("job.yaml:1[0-9]:\\d+: error: spec.parallelism")
        .contains("nearest that can be:");
  }

  @Test
  void aWorkdirThatIsNotThereHasItsLine() throws IOException {
    Files.writeString(manifest, MANIFEST.replace("  command:", "  workdir: nowhere\n  command:"));

    assertThat(muster("validate", manifest.toString())).isEqualTo(2);
    assertThat(text(err)).contains("job.yaml:6:12: error: spec.workdir: `nowhere` is no folder");
  }

  @Test
  void validateTellsHowAJobWouldBeCut() {
    assertThat(muster("validate", manifest.toString())).isZero();
    assertThat(text(out)).startsWith(manifest + ": valid: 4 ranks = data 4 on 2 nodes\n");
  }

  @Test
  void aManifestMayComeFromStandardInput() {
    input = MANIFEST.replace("nodes: 2", "nodes: two").getBytes(StandardCharsets.UTF_8);

    assertThat(muster("validate", "-")).isEqualTo(2);
    assertThat(text(err)).startsWith("<stdin>:8:12: error: spec.resources.nodes: \"two\"");
  }

  @Test
  void noMoreIsReadThanAManifestMayHave() {
    assertThat(muster("validate", "/dev/zero")).isEqualTo(2);
    assertThat(text(err)).startsWith("muster: /dev/zero: more than 1048576 bytes (expected:");
  }

  @Test
  void validateReadsFoldersAndPassesOverWhatIsNoManifest() throws IOException {
    Files.writeString(folder.resolve("other.yaml"), "a: 1\n");
    Files.writeString(folder.resolve("bad.yml"), MANIFEST.replace("nodes: 2", "nodes: two"));

    assertThat(muster("validate", folder.toString())).isEqualTo(2);
    assertThat(text(out)).contains("job.yaml: valid").doesNotContain("other.yaml");
    assertThat(text(err)).contains("bad.yml:8:", "other.yaml: skipped: no manifest");
  }

  @Test
  void validateAsJsonTellsEveryError() throws IOException {
    Files.writeString(manifest, MANIFEST.replace("nodes: 2", "nodes: two"));

    assertThat(muster("validate", "-o", "json", manifest.toString())).isEqualTo(2);
    assertThat(text(out)).contains("\"valid\" : false", "\"pointer\" : \"/spec/resources/nodes\"");
  }

  @Test
  void psPrintsATableOrTheObjectsOfTheInterface() throws IOException {
    JobList jobs = new JobList(List.of(Samples.queued(), Samples.succeeded()), null);
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      server.put("GET /api/v1/jobs", jobs);
      assertThat(muster(server, "ps")).isZero();
      assertThat(text(out))
          .startsWith("NAME      STATE      STEP     LOSS    RESTARTS  AGE  REASON\n");

      out.reset();
      assertThat(muster(server, "ps", "-o", "json")).isZero();
      assertThat(JsonMapper.shared().readValue(text(out), JobList.class)).isEqualTo(jobs);

      out.reset();
      assertThat(muster(server, "ps", "-o", "yaml")).isZero();
      assertThat(text(out)).startsWith("items:\n- project: default\n  name: gpt-nano\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "suspend,is being suspended; `muster resume gpt-nano` lets it go on",
    "resume,goes on (running); `muster attach gpt-nano` follows it",
    "restart,is being started anew; `muster attach gpt-nano` follows it",
    "cancel,is being cancelled; `muster attach gpt-nano` waits for its end"
  })
  void ordersAreGivenOnceUnderAKey(String order, String said) throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(120, 42))) {
      server.put("POST /api/v1/jobs/default/gpt-nano/" + order, Samples.running(120, 42));
      assertThat(muster(server, order, "gpt-nano")).isZero();
      assertThat(muster(server, order, "gpt-nano")).isZero();
      assertThat(server.keys()).hasSize(2).doesNotHaveDuplicates();
    }
    assertThat(text(out)).startsWith("gpt-nano " + said + "\n");
  }

  @Test
  void anOrderThatTheStateDoesNotAllowSaysWhatWouldDo() throws IOException {
    ExplanationView explanation =
        new ExplanationView(
            "never",
            "resume: job gpt-nano is running",
            null,
            List.of(),
            List.of(),
            List.of("muster suspend gpt-nano"),
            null);
    Problem refusal =
        new Problem(
            "state.conflict",
            "Conflict",
            409,
            "resume: job gpt-nano is running (expected: suspended)",
            null,
            List.of(),
            explanation,
            null,
            List.of());
    try (PlayedServer server = new PlayedServer(Samples.running(120, 42))) {
      server.put("POST /api/v1/jobs/default/gpt-nano/resume", refusal);
      assertThat(muster(server, "resume", "gpt-nano")).isEqualTo(2);
    }
    assertThat(text(err))
        .isEqualTo(
            """
            muster: resume: job gpt-nano is running (expected: suspended)
              next: muster suspend gpt-nano
            """);
  }

  @Test
  void runLeavesAJobThatSomebodySuspended() throws IOException {
    try (PlayedServer server =
        new PlayedServer(Samples.preparing(), Samples.running(1, 9), Samples.suspended())) {
      assertThat(muster(server, "run", manifest.toString())).isEqualTo(5);
    }
    assertThat(text(out))
        .contains("gpt-nano suspended\n")
        .endsWith(
            """
            gpt-nano is suspended at step 120; it holds nothing but its files
            muster resume gpt-nano
            """);
  }

  @Test
  void pruneSaysWhatWouldBeFreedAndWhatItDoesNotUnderstand() throws IOException {
    PruneView pruned = new PruneView(List.of(new PrunedView("runtime", "ab", 2048)), 2048, true);
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      server.put("POST /api/v1/prune", pruned);
      assertThat(muster(server, "prune", "--dry-run", "--finished-before", "7d")).isZero();
      assertThat(text(out)).endsWith("1 item, 2.0 KiB would be removed\n");
      assertThat(muster(server, "prune", "--finished-before", "a while")).isEqualTo(2);
    }
    assertThat(text(err)).contains("--finished-before: \"a while\" (expected:");
  }

  @Test
  void logsAsJsonAreOneObjectForEachLine() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(120, 42))) {
      server.text("GET /api/v1/jobs/default/gpt-nano/logs", "one\ntwö\nunfinished");
      assertThat(muster(server, "logs", "gpt-nano", "--rank", "2", "-o", "json")).isZero();
      assertThat(text(out))
          .isEqualTo(
              """
              {"rank":2,"node":null,"line":"one"}
              {"rank":2,"node":null,"line":"twö"}
              {"rank":2,"node":null,"line":"unfinished"}
              """);

      out.reset();
      assertThat(muster(server, "logs", "gpt-nano")).isZero();
      assertThat(text(out)).isEqualTo("one\ntwö\nunfinished");
    }
  }

  @Test
  void eventsAreListed() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      server.put(
          "GET /api/v1/jobs/default/gpt-nano/events",
          new EventList(List.of(Samples.event(1, 0, "job.submitted", "submitted")), null));
      assertThat(muster(server, "events", "default/gpt-nano")).isZero();
    }
    assertThat(text(out)).isEqualTo("2026-03-01 10:00:00  job.submitted         submitted\n");
  }

  @Test
  void anUnknownJobIsAUsageError() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      assertThat(muster(server, "cancel", "nobody")).isEqualTo(2);
    }
    assertThat(text(err)).startsWith("muster: ").contains("  next: muster ps");
  }

  @Test
  void aRefusalIsShownWithWhatWouldHelp() throws IOException {
    Problem refusal =
        new Problem(
            "capacity.never",
            "Never",
            422,
            "needs 9 cores, 2 are here",
            null,
            List.of(new FieldError("/spec/resources/nodes", 8, 12, "9 is too many", "9")),
            new ExplanationView(
                "never",
                "needs 9 cores, 2 are here",
                null,
                List.of(),
                List.of("nodes were 2"),
                List.of(),
                null),
            null,
            List.of());
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      server.put("POST /api/v1/jobs", refusal);
      assertThat(muster(server, "run", manifest.toString())).isEqualTo(2);
    }
    assertThat(text(err))
        .isEqualTo(
            """
            muster: needs 9 cores, 2 are here
              8:12: 9 is too many
              would run if nodes were 2
            """);
  }

  @Test
  void aServerThatDoesNotAnswerIsUnreachable() throws IOException {
    PlayedServer server = new PlayedServer(Samples.queued());
    server.close();

    assertThat(muster(server, "ps")).isEqualTo(4);
    assertThat(text(err)).startsWith("muster: server: " + server.url() + " does not answer");
  }

  @Test
  void aWrongTokenIsAUsageError() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      environment.put("MUSTER_SERVER", server.url());
      environment.put("MUSTER_TOKEN", "another");
      assertThat(muster("ps")).isEqualTo(2);
    }
    assertThat(text(err)).contains("the bearer token is wrong", "  next: muster token");
  }

  @ParameterizedTest
  @CsvSource({"--nonsense", "run", "ps --limit many", "logs a/b/c", "''"})
  void usageErrorsSayHow(String arguments) {
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");

    assertThat(muster(words)).isEqualTo(2);
    assertThat(text(err)).startsWith("muster: ").contains("--help").doesNotContain("Exception");
  }

  @Test
  void withoutAHomeNothingIsGuessed() {
    environment.clear();

    assertThat(muster("ps")).isEqualTo(2);
    assertThat(text(err)).contains("HOME is not set").contains("--data-dir");
  }

  @ParameterizedTest
  @CsvSource({"ps,4", "server --port 0,1"})
  void aDataDirectoryThatCannotBeUsedIsSaidInWords(String command, int code) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    properties.putAll(Map.of("muster.dist", "/dist", "muster.sha", "abc", "muster.java", "/java"));
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(List.of("--data-dir", file.resolve("data").toString()));

    assertThat(muster(words.toArray(String[]::new))).isEqualTo(code);
    assertThat(text(err))
        .startsWith("muster: the data directory %s/data cannot be used: Not a dir".formatted(file))
        .contains("  next: make room there, make it writable, or choose another by --data-dir")
        .doesNotContain("Exception");
  }

  @Test
  void versionNeedsNothing() {
    environment.clear();

    assertThat(muster("version")).isZero();
    assertThat(text(out)).startsWith("muster ");
  }
}
