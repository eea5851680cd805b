package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerPhase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stopping with a checkpoint first. */
class AgentSavesTest {
  /** A helper that has no handler is beside each rank. */
  private static final String SAVES =
      """
      sleep 1010 &
      helper=$!
      trap 'kill -0 $helper && echo saved' USR1
      trap 'echo ended; exit 0' TERM
      echo up
      while :; do sleep 0.05; done
      """;

  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void asksWhoListensForACheckpointAndEndsThemWhenItIsThere() {
    run(SAVES);
    agent.server.save(1, 600, "SIGUSR1");
    agent.await(() -> agent.server.logText(1, 0).contains("saved"));
    assertThat(agent.await(WorkerPhase.STOPPING).ranks().getFirst().exited()).isFalse();

    agent.server.stop(1, 600);

    List<RankReport> ranks = agent.await(WorkerPhase.STOPPED).ranks();
    assertThat(printed()).containsExactly("up", "saved", "ended");
    assertThat(ranks).allMatch(RankReport::succeeded).allMatch(RankReport::stoppedByUs);
    assertThat(agent.familyAlive()).isFalse();
  }

  @Test
  void waitsForACheckpointNoLongerThanTheGrace() {
    run(SAVES);
    agent.server.save(1, 1, "SIGUSR1");
    agent.await(WorkerPhase.STOPPED);
    assertThat(printed()).containsExactly("up", "saved", "ended");
  }

  @Test
  void doesNotWaitWhereNobodyListens() {
    run("echo up; exec sleep 1011");
    agent.server.save(1, 600, "SIGUSR1");
    RankReport rank = agent.await(WorkerPhase.STOPPED).ranks().getFirst();
    assertThat(rank.signal()).isEqualTo(15);
  }

  @Test
  void killsWhoNeitherEndsNorSaves() {
    run("trap 'echo later' USR1; trap '' TERM; echo up; while :; do sleep 0.05; done");
    agent.server.save(1, 1, "SIGUSR1");
    RankReport rank = agent.await(WorkerPhase.STOPPED).ranks().getFirst();
    assertThat(rank.signal()).isEqualTo(9);
    assertThat(agent.server.logText(1, 0)).startsWith("up\nlater\n");
  }

  /** Without what the shell says of its child, which gets every signal too. */
  private List<String> printed() {
    return agent.server.logText(1, 0).lines().filter(line -> !line.equals("Terminated")).toList();
  }

  private void run(String line) {
    agent.server.run(1, agent.preparation(null), agent.launch(1, 1, line));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
  }
}
