package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.agent.Launch;
import dev.muster.model.agent.LogPattern;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.Secrets;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets reach ranks and setup, and nobody else. */
class AgentSecretsTest {
  private static final String VALUE = "s3cr3t-of-the-hub";
  private static final Secrets SECRETS = new Secrets(Map.of("HUB_TOKEN", VALUE), List.of());

  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void ranksAndSetupGetThemAndNothingShowsThem() throws IOException {
    Preparation preparation =
        agent.preparation("printf '%s' \"$HUB_TOKEN\" | wc -c; echo setup $HUB_TOKEN");
    String line =
        """
        printf 'first half %s' "${HUB_TOKEN%???}"; sleep 0.2; echo "${HUB_TOKEN#??????????????}"
        echo '{"step": 1, "note": "'$HUB_TOKEN'"}' > $MUSTER_PROGRESS
        echo "bad $HUB_TOKEN"; exit 3\
        """;
    Launch plain = agent.launch(1, 1, line);
    Launch watched =
        new Launch(plain.command(), plain.plan(), plain.ranks(), List.of(new LogPattern(0, "bad")));
    agent.server.run(1, preparation, watched, SECRETS);

    RankReport rank =
        agent.await(it -> !it.ranks().isEmpty() && AgentUnderTest.allExited(it)).ranks().getFirst();
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);

    assertThat(agent.server.logText(1, -1)).isEqualTo("%d\nsetup ***\n".formatted(VALUE.length()));
    assertThat(agent.server.logText(1, 0)).isEqualTo("first half ***\nbad ***\n");
    assertThat(rank.lastLines()).containsExactly("first half ***", "bad ***");
    assertThat(rank.match()).isNotNull().extracting(it -> it.line()).isEqualTo("bad ***");
    assertThat(agent.server.progress(1, 0))
        .isEqualTo("{\"step\": 1, \"note\": \"%s\"}\n".formatted("*".repeat(VALUE.length())));
    assertThat(agent.server.reports().toString()).doesNotContain(VALUE);
    assertThat(filesWithTheValue()).isEmpty();
  }

  @Test
  void neitherAgentNorGuardNorAnyCommandLineHasThem() throws IOException {
    agent.server.run(
        1, agent.preparation(null), agent.launch(1, 1, "echo up; sleep 1030"), SECRETS);
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    long rank = agent.server.last().ranks().getFirst().pid();
    List<Long> others =
        Stream.concat(Stream.of(agent.process.toHandle()), agent.guards().stream())
            .map(ProcessHandle::pid)
            .toList();
    assertThat(others).hasSize(2);
    assertThat(proc(rank, "environ")).contains("HUB_TOKEN=" + VALUE);
    assertThat(proc(rank, "cmdline")).doesNotContain(VALUE);
    for (long pid : others) {
      assertThat(proc(pid, "environ")).doesNotContain(VALUE);
      assertThat(proc(pid, "cmdline")).doesNotContain(VALUE);
    }
  }

  @Test
  void nothingIsStartedWithoutThem() {
    agent.server.run(
        1,
        agent.preparation("echo never"),
        agent.launch(1, 1, "echo never"),
        new Secrets(Map.of(), List.of("HUB_TOKEN")));
    WorkerReport failed = agent.await(WorkerPhase.FAILED);
    assertThat(failed.fault())
        .isEqualTo(
            new WorkerFault(
                "secret.missing", "the server has no value any more of HUB_TOKEN", List.of()));
  }

  /** Only the progress file, which the rank has written itself, may have it; and that is gone. */
  private List<Path> filesWithTheValue() throws IOException {
    try (Stream<Path> files = Files.walk(agent.directory())) {
      return files.filter(Files::isRegularFile).filter(AgentSecretsTest::hasTheValue).toList();
    }
  }

  private static boolean hasTheValue(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(VALUE);
    } catch (IOException e) {
      return false;
    }
  }

  private static String proc(long pid, String file) throws IOException {
    return Files.readString(Path.of("/proc", "" + pid, file), StandardCharsets.ISO_8859_1);
  }
}
