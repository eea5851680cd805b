package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.WorkerPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nothing of a job outlives its agent: not what opened a session of its own, forked twice and
 * cleared its environment.
 */
class AgentOutlivedTest {
  private static final String STRAYS =
      """
      i=0; while [ $i -lt 4 ]; do i=$((i+1))
        (env -i setsid sh -c 'trap "" TERM; echo $$ >> %1$s; (sleep 1017 & echo $! >> %1$s); sleep 1018' &)
      done
      echo $$ >> %1$s; echo up; sleep 1019
      """;

  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void aStopEndsStraysToo() throws IOException {
    runWithStrays();
    agent.server.stop(1, 1);
    agent.await(() -> strays().isEmpty());
    agent.await(WorkerPhase.STOPPED);
    assertThat(agent.process.isAlive()).isTrue();
  }

  @Test
  void aNewEpochDoesNotEndWhatTheSetupHasStarted() throws IOException {
    Path daemon = agent.directory().resolve("daemon");
    String setup = "(env -i setsid sh -c 'echo $$ > %s; exec sleep 1020' &) ; sleep 0.3";
    Preparation preparation = agent.preparation(setup.formatted(daemon));
    agent.server.run(1, preparation, agent.launch(1, 1, "echo up; sleep 1021"));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    agent.server.run(2, preparation, agent.launch(2, 1, "echo up; sleep 1024"));
    agent.await(() -> agent.server.logText(2, 0).contains("up"));
    long pid = Long.parseLong(Files.readString(daemon).strip());
    assertThat(ProcessHandle.of(pid)).isPresent();
    agent.server.exit();
    agent.await(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void aKilledAgentsGuardEndsStrays() throws IOException {
    runWithStrays();
    agent.server.leave();
    long start = System.nanoTime();
    agent.kill();
    agent.await(() -> strays().isEmpty() && agent.guards().isEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aGuardThatWasKilledBeforeIsReplacedByOneThatKnowsThem() throws IOException {
    runWithStrays();
    ProcessHandle first = agent.guards().getFirst();
    first.destroyForcibly();
    agent.await(() -> agent.guards().size() == 1 && !agent.guards().contains(first));
    agent.await(() -> written().containsAll(strays()));
    agent.kill();
    agent.await(() -> strays().isEmpty());
  }

  @Test
  void whoeverFindsAgentAndGuardKilledAtOnceFindsStraysWrittenDown() throws IOException {
    runWithStrays();
    agent.await(() -> written().containsAll(strays()));
    agent.guards().forEach(ProcessHandle::destroyForcibly);
    agent.kill();
    written().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    agent.await(() -> strays().isEmpty());
  }

  private void runWithStrays() throws IOException {
    String line = STRAYS.formatted(agent.directory().resolve("pids"));
    agent.server.run(1, agent.preparation(null), agent.launch(1, 1, line));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    agent.await(() -> Files.readAllLines(agent.directory().resolve("pids")).size() == 9);
    assertThat(strays()).hasSize(9);
  }

  private List<Long> strays() throws IOException {
    return Files.readAllLines(agent.directory().resolve("pids")).stream()
        .map(Long::valueOf)
        .filter(pid -> ProcessHandle.of(pid).isPresent())
        .toList();
  }

  /** Whom the guard has written down. */
  private List<Long> written() throws IOException {
    Path file = agent.home.resolve("family");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(it -> Long.valueOf(it.split(" ", 2)[0])).toList()
        : List.of();
  }
}
