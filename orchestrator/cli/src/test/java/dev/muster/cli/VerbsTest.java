package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.ExplanationView;
import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.api.Problem;
import dev.muster.api.RankList;
import dev.muster.cli.text.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What holds for all verbs, and those that look, explain, write and remove. */
class VerbsTest extends InProcess {
  @Test
  void everyVerbIsListedUnderWhatItIsForAndHasExamples() {
    assertThat(muster("--help")).isZero();
    assertThat(text(out)).contains("\nTrain\n", "\nLook\n", "\nGive orders\n", "\nKeep house\n");
    assertThat(text(out).lines()).allMatch(line -> line.length() <= 100);
    List<String> verbs =
        text(out)
            .lines()
            .filter(line -> line.matches("  [a-z]+ +[A-Z].*"))
            .map(String::strip)
            .toList();
    assertThat(verbs).hasSizeGreaterThan(20);
    for (String line : verbs) {
      out.reset();
      assertThat(muster(line.substring(0, line.indexOf(' ')), "--help")).isZero();
      assertThat(text(out)).describedAs(line).containsPattern("(?m)^Examples?:$");
    }
  }

  @Test
  void aVerbAfterOptionsIsFoundToo() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      server.put("GET /api/v1/jobs", new JobList(List.of(), null));
      assertThat(muster(server, "-o", "table", "ps")).isZero();
    }
    assertThat(text(out)).isEqualTo("no jobs\n");
  }

  @Test
  void explainSaysWhyAndWhatToDo() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      server.put("GET /api/v1/jobs/default/gpt-nano/explain", reason());
      assertThat(muster(server, "explain", "gpt-nano")).isZero();
    }
    assertThat(text(out))
        .isEqualTo(
            """
            needs 2 cores, 0 of 2 are free at local
              would run if the jobs that hold the capacity end
              next: muster cancel other
            """);
  }

  @Test
  void explainWatchesUntilTheJobHasEnded() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued(), Samples.failed())) {
      server.put("GET /api/v1/jobs/default/gpt-nano/explain", reason());
      assertThat(muster(server, "explain", "gpt-nano", "--watch", "-o", "json")).isZero();
    }
    assertThat(text(out).lines()).hasSize(1).first().asString().startsWith("{\"verdict\":");
  }

  @Test
  void aFinishedJobIsDeletedWhenThatIsSaidAndNotByAccident() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.failed())) {
      server.put("DELETE /api/v1/jobs/default/gpt-nano", Samples.failed());
      assertThat(muster(server, "delete", "gpt-nano")).isEqualTo(2);
      assertThat(text(err)).contains("  next: muster delete gpt-nano --yes");
      assertThat(server.requests()).noneMatch(request -> request.startsWith("DELETE"));

      assertThat(muster(server, "delete", "gpt-nano", "--yes")).isZero();
      assertThat(server.requests()).contains("DELETE /api/v1/jobs/default/gpt-nano");
    }
    assertThat(text(out)).startsWith("gpt-nano (failed) is removed");
  }

  @Test
  void theNamesOfJobsAreThereForShellsAndNothingElseIsSaid() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      server.put("GET /api/v1/jobs", new JobList(List.of(Samples.queued()), null));
      assertThat(muster(server, "completion", "jobs")).isZero();
    }
    assertThat(muster("completion", "jobs")).isZero();
    assertThat(text(out)).isEqualTo("gpt-nano\n");
    assertThat(text(err)).isEmpty();
    assertThat(muster("completion")).isEqualTo(2);
  }

  @Test
  void theVersionIsForScriptsToo() {
    assertThat(muster("version", "-o", "json")).isZero();
    assertThat(text(out)).contains("\"muster\" : ", "\"java\" : ");
  }

  @Test
  void topWithoutATerminalShowsTheRanksOnce() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(120, 42))) {
      server.put(
          "GET /api/v1/jobs/default/gpt-nano/ranks",
          new RankList(Samples.ranks("running", "running", "running", "ready"), null));
      assertThat(muster(server, "top", "gpt-nano")).isZero();
    }
    assertThat(text(out).lines())
        .hasSize(6)
        .element(1)
        .asString()
        .matches("  RANK  NODE  STATE +PID +STEP +LOSS +HEARTBEAT");
  }

  @Test
  void getKnowsJobsAndSaysSo() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      assertThat(muster(server, "get", "jobs", "gpt-nano", "-o", "json")).isZero();
      assertThat(JsonMapper.shared().readValue(text(out), JobView.class))
          .isEqualTo(Samples.queued());
      assertThat(muster(server, "get", "nodes")).isEqualTo(2);
    }
    assertThat(text(err)).contains("kind: \"nodes\" (expected: jobs)");
  }

  @Test
  void theTokenIsPrintedOnPurposeOnly() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("token"), "secret-token\n");
    environment.put("MUSTER_DATA", data.toString());

    assertThat(muster("token")).isZero();
    assertThat(text(out)).contains(data + "/token").doesNotContain("secret-token");
    out.reset();
    assertThat(muster("token", "--show")).isZero();
    assertThat(text(out)).isEqualTo("secret-token\n");
  }

  @Test
  void initWritesAManifestForAScriptAndNeverOverAnother() throws IOException {
    Path model = Files.createDirectories(folder.resolve("My Model"));
    Files.writeString(model.resolve("train.py"), "import torch.distributed\n");
    Files.writeString(model.resolve("requirements.txt"), "torch\n");

    assertThat(muster("init", model.toString())).isZero();
    assertThat(Files.readString(model.resolve("job.yaml")))
        .startsWith("# yaml-language-server: $schema=http")
        .contains("name: my-model\n", "framework: pytorch ", "requirements: requirements.txt")
        .contains("command: [python, train.py]", "accelerators: cpu:2 ");
    assertThat(muster("init", model.toString())).isEqualTo(2);
    assertThat(text(err)).contains("job.yaml is there already");
    assertThat(muster("init", model.toString(), "--force", "--ranks", "4")).isZero();
    assertThat(Files.readString(model.resolve("job.yaml"))).contains("accelerators: cpu:4 ");
  }

  @Test
  void initNeedsAScriptUnlessTheFolderIsEmpty() throws IOException {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    Files.writeString(notes.resolve("notes.txt"), "");

    assertThat(muster("init", notes.toString())).isEqualTo(2);
    assertThat(text(err)).contains("has no script (expected: *.py or *.sh)");
    assertThat(muster("init", folder.resolve("new").toString())).isZero();
    assertThat(folder.resolve("new/train.py")).exists();
    assertThat(folder.resolve("new/job.yaml")).exists();
  }

  @Test
  void whatOthersCalledThingsDoesNotReachTheTerminal() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      Problem hostile = Problem.of("x", "X", 422, "bad\u001b]0;owned\u0007 \u001b[2Jword");
      server.put("GET /api/v1/jobs/default/gpt-nano/explain", hostile);
      assertThat(muster(server, "explain", "gpt-nano")).isEqualTo(2);
      assertThat(muster(server, "ps", "--state", "\u001b[31mx\u001b[2J")).isEqualTo(2);
    }
    assertThat(muster("validate", "no\u001b[2Jsuch")).isEqualTo(2);
    assertThat(muster("\u001b[2J")).isEqualTo(2);
    assertThat(text(err)).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void whatIsSaidOnTheCommandLineIsSentAndHasThatAsItsPlace() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.succeeded())) {
      assertThat(
              muster(
                  server,
                  "submit",
                  manifest.toString(),
                  "--set",
                  "spec.resources.nodes=3",
                  "-e",
                  "SEED=7"))
          .isZero();
      assertThat(server.submitted()).contains("nodes: 3", "SEED: \"7\"");
    }
    assertThat(muster("validate", manifest.toString(), "--set", "spec.resources.nodes=0"))
        .isEqualTo(2);
    assertThat(text(err))
        .startsWith("from the command line: --set spec.resources.nodes=0: error: spec.resources.");
  }

  @Test
  void severalDocumentsAreSentAtOnceAndTheWorstEndCounts() throws IOException {
    Files.writeString(
        manifest, MANIFEST + "---\n" + MANIFEST.replace("name: gpt-nano", "name: second"));
    JobList both = new JobList(List.of(Samples.failed(), Samples.succeeded()), null);
    try (PlayedServer server = new PlayedServer(Samples.failed(), Samples.succeeded())) {
      server.put("POST /api/v1/jobs", both);
      assertThat(muster(server, "run", manifest.toString())).isEqualTo(1);
      assertThat(server.requests()).containsOnlyOnce("POST /api/v1/jobs");
      assertThat(server.submitted()).containsSubsequence("name: gpt-nano", "---", "name: second");

      out.reset();
      assertThat(muster(server, "apply", manifest.toString())).isZero();
    }
    assertThat(text(out).lines()).filteredOn(line -> line.startsWith("muster attach")).hasSize(2);
  }

  @Test
  void nothingIsSentWhileOneOfSeveralFilesHasAnError() throws IOException {
    Path bad =
        Files.writeString(folder.resolve("z.yaml"), MANIFEST.replace("nodes: 2", "nodes: two"));
    try (PlayedServer server = new PlayedServer(Samples.queued())) {
      assertThat(muster(server, "submit", manifest.toString(), bad.toString())).isEqualTo(2);
      assertThat(server.requests()).isEmpty();
    }
    assertThat(text(err)).contains("z.yaml:8:12: error:");
  }

  private static ExplanationView reason() {
    return Objects.requireNonNull(Samples.queued().reason());
  }
}
