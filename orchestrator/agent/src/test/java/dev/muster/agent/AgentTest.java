package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.prepare.Archives;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AgentTest {
  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void walksFromHelloToExit() throws Exception {
    byte[] packed =
        Archives.packed(Map.of("train.sh", "env; echo '{\"step\":1}' >> $MUSTER_PROGRESS"));
    String digest = Archives.sha256(packed);
    agent.server.offer(digest, packed);
    Preparation preparation =
        new Preparation(
            "job-1",
            1,
            agent.jobDirectory().toString(),
            digest,
            null,
            "env; pwd",
            Map.of("MUSTER_RANK", "0", "COLOUR", "blue"));

    agent.server.prepare(1, preparation);
    WorkerReport ready = agent.await(WorkerPhase.READY);
    assertThat(ready.rendezvousPort()).isBetween(1024, 65535);
    assertThat(ready.epoch()).isEqualTo(1);
    Hello hello = agent.server.hellos().getFirst();
    assertThat(hello.pid()).isEqualTo(agent.process.pid());
    assertThat(hello.inventory().cores()).isPositive();
    assertThat(hello.report().phase()).isEqualTo(WorkerPhase.IDLE);

    agent.server.run(1, preparation, agent.launch(1, 2, "sh train.sh"));
    WorkerReport over =
        agent.await(r -> r.phase() == WorkerPhase.RUNNING && AgentUnderTest.allExited(r));
    assertThat(over.ranks()).allMatch(RankReport::succeeded).hasSize(2);
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);

    String setup = agent.server.logText(1, -1);
    assertThat(setup).contains("COLOUR=blue", agent.jobDirectory().resolve("workdir").toString());
    assertThat(setup).doesNotContain("MUSTER_RANK", "SECRET_OF_THE_SERVER");
    assertThat(agent.server.logText(1, 1))
        .contains(
            "MUSTER_RANK=1\n",
            "MUSTER_CHECKPOINT_DIR=" + agent.jobDirectory().resolve("checkpoints") + "\n",
            "MUSTER_PLAN=" + agent.home.resolve("plan/1.json") + "\n",
            "NCCL_DEBUG=WARN\n")
        .doesNotContain("SECRET_OF_THE_SERVER", "COLOUR");
    assertThat(agent.server.progress(1, 0)).isEqualTo("{\"step\":1}\n");
    assertThat(agent.home.resolve("plan/1.json")).content().contains("graceSeconds");

    agent.server.exit();
    assertThat(agent.exitCode()).isZero();
    agent.await(() -> agent.guards().isEmpty());
    assertThat(agent.server.refused()).isZero();
  }

  @Test
  void deliversEveryByteOnceThoughAnswersGetLost() throws IOException {
    Path copy = agent.directory().resolve("copy");
    agent.server.lose(3);
    agent.server.run(
        1,
        agent.preparation(null),
        agent.launch(
            1,
            1,
            """
            head -c 2500000 /dev/urandom | tee %s
            for i in $(seq 300); do echo "{\\"step\\":$i}" >> $MUSTER_PROGRESS; done
            printf 'no end of line' >> $MUSTER_PROGRESS\
            """
                .formatted(copy)));
    agent.await(r -> r.phase() == WorkerPhase.RUNNING && AgentUnderTest.allExited(r));
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);
    assertThat(agent.server.log(1, 0)).isEqualTo(Files.readAllBytes(copy));
    assertThat(agent.server.progress(1, 0).lines())
        .hasSize(301)
        .endsWith("{\"step\":300}", "no end of line");
  }

  @Test
  void deliversProgressThatGrowsSixfoldOnItsWay() {
    String line = "head -c 300000 /dev/zero | tr '\\0' '\\001' > $MUSTER_PROGRESS";
    agent.runToEnd(1, agent.launch(1, 1, line));
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);
    assertThat(agent.server.progress(1, 0)).isEqualTo("\u0001".repeat(300_000));
  }

  @Test
  void skipsWhatTheServerRefusesForGood() {
    agent.server.refuse("poison");
    String both = "tee -a $MUSTER_PROGRESS";
    String line = "echo poison | %s; sleep 1; echo fine | %s".formatted(both, both);
    agent.runToEnd(1, agent.launch(1, 1, line));
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);
    assertThat(agent.server.progress(1, 0)).isEqualTo("      \nfine\n");
    assertThat(agent.server.logText(1, 0)).isEqualTo("       fine\n");
  }

  @Test
  void keepsWhatAnEpochPrintedOnlyUntilTheServerHasIt() {
    agent.server.run(1, agent.preparation("echo prepared"), agent.launch(1, 1, "echo up; sleep 9"));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    assertThat(agent.home.resolve("spool/1")).isDirectoryContaining("glob:**/0.log");
    assertThat(agent.home.resolve("progress/1")).exists();
    agent.server.stop(1, 0);
    agent.await(WorkerPhase.STOPPED);
    agent.await(() -> Files.notExists(agent.home.resolve("progress/1")));
    assertThat(agent.home.resolve("spool/1")).doesNotExist();
  }

  @Test
  void tellsHowRanksEnd() {
    List<RankReport> ranks =
        agent.runToEnd(
            1,
            agent.launch(
                1,
                3,
                "case $MUSTER_RANK in 0) echo fine;; 1) echo bad; exit 3;; 2) kill -9 $$;; esac"));
    assertThat(ranks.get(0).exitCode()).isZero();
    assertThat(ranks.get(0).lastLines()).isEmpty();
    assertThat(ranks.get(1).exitCode()).isEqualTo(3);
    assertThat(ranks.get(1).lastLines()).containsExactly("bad");
    assertThat(ranks.get(1).exitedAtMillis()).isPositive();
    assertThat(ranks.get(2).exitCode()).isNull();
    assertThat(ranks.get(2).signal()).isEqualTo(9);
    assertThat(ranks).noneMatch(RankReport::stoppedByUs);
  }

  @Test
  void saysWhyACommandCannotBeStarted() throws IOException {
    RankReport missing = agent.runToEnd(1, List.of("no-such-program"));
    assertThat(missing.exitCode()).isEqualTo(127);
    assertThat(missing.lastLines().getLast()).contains("no-such-program", "No such file");

    Path text = Files.writeString(agent.directory().resolve("text"), "no program");
    RankReport forbidden = agent.runToEnd(2, List.of(text.toString()));
    assertThat(forbidden.exitCode()).isEqualTo(126);
    assertThat(forbidden.lastLines().getLast()).contains(text.toString(), "Permission denied");
  }

  @Test
  void endsWhatIgnoresTheTermSignalAndWhatLeftItsSession() {
    agent.server.run(
        1,
        agent.preparation(null),
        agent.launch(
            1,
            2,
            """
            if [ $MUSTER_RANK = 0 ]; then trap '' TERM; else trap 'echo bye; exit 0' TERM; fi
            (setsid sh -c 'trap "" TERM; sleep 1001; sleep 1002' &)
            echo up; while :; do sleep 0.1; done\
            """));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    agent.await(() -> agent.server.logText(1, 1).contains("up"));
    long start = System.nanoTime();
    agent.server.stop(1, 1);
    List<RankReport> ranks = agent.await(WorkerPhase.STOPPED).ranks();
    assertThat(System.nanoTime() - start).isBetween(1_000_000_000L, 4_000_000_000L);
    assertThat(ranks.get(0).signal()).isEqualTo(9);
    assertThat(ranks.get(1).exitCode()).isZero();
    assertThat(ranks).allMatch(RankReport::stoppedByUs);
    assertThat(agent.server.logText(1, 1)).endsWith("bye\n");
    assertThat(agent.familyAlive()).isFalse();
  }

  @Test
  void endsTheRanksOfAnOlderEpochBeforeItStartsThoseOfANewerOne() {
    Preparation preparation = agent.preparation("echo once >> setups");
    String line = "echo up; sleep 1000";
    agent.server.run(1, preparation, agent.launch(1, 1, line));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    long older = agent.await(WorkerPhase.RUNNING).ranks().getFirst().pid();
    agent.server.run(2, preparation, agent.launch(2, 1, line));
    agent.await(r -> r.epoch() == 2 && r.phase() == WorkerPhase.RUNNING);
    assertThat(ProcessHandle.of(older)).isEmpty();
    assertThat(agent.jobDirectory().resolve("workdir/setups")).hasContent("once");
    agent.server.stop(1, 0);
    agent.server.run(1, preparation, agent.launch(1, 1, line));
    agent.await(() -> agent.server.logText(2, 0).contains("up"));
    assertThat(agent.server.last().epoch()).isEqualTo(2);
  }

  @Test
  void reportsASetupThatFails() {
    agent.server.prepare(1, agent.preparation("echo no disk; exit 7"));
    WorkerReport failed = agent.await(WorkerPhase.FAILED);
    assertThat(failed.fault())
        .isEqualTo(
            new WorkerFault(
                "setup.failed",
                "setup `echo no disk; exit 7` ended with exit code 7",
                List.of("no disk")));
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);
    assertThat(agent.server.logText(1, -1)).contains("no disk");
  }

  @Test
  void callsAPreparationOff() {
    agent.server.prepare(1, agent.preparation("echo up; sleep 1000"));
    agent.await(() -> agent.server.logText(1, -1).contains("up"));
    agent.server.stop(1, 5);
    agent.await(WorkerPhase.STOPPED);
    assertThat(agent.familyAlive()).isFalse();
  }

  @Test
  void followsAServerThatCameBackAndCountsAnew() {
    agent.server.run(1, agent.preparation(null), agent.launch(1, 1, "echo up; sleep 1000"));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    agent.server.leave();
    agent.server.comeBack(1, 1);
    agent.await(WorkerPhase.STOPPED);
    assertThat(agent.server.hellos()).hasSizeGreaterThan(1);
  }

  @Test
  void endsItselfAfterItsLease() throws InterruptedException {
    agent.server.leaseSeconds = 1;
    agent.server.run(1, agent.preparation(null), agent.launch(1, 1, "echo up; sleep 1000"));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    agent.server.leave();
    assertThat(agent.exitCode()).isEqualTo(3);
    assertThat(agent.familyAlive()).isFalse();
  }

  @Test
  void endsItsRanksWhenItIsAskedToEnd() throws InterruptedException {
    agent.server.run(1, agent.preparation(null), agent.launch(1, 1, "echo up; sleep 1000"));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    agent.process.destroy();
    assertThat(agent.exitCode()).isEqualTo(143);
    assertThat(agent.familyAlive()).isFalse();
    assertThat(agent.server.last().phase()).isEqualTo(WorkerPhase.STOPPED);
  }

  @Test
  void guardEndsAllThatAKilledAgentLeaves() {
    List<ProcessHandle> first = agent.guards();
    agent.server.run(
        1,
        agent.preparation(null),
        agent.launch(
            1,
            2,
            """
            (setsid sh -c 'trap "" TERM; (sleep 1001 &); while :; do sleep 0.1; done' &)
            (env -i sleep 1002 &)
            echo up; sleep 1003\
            """));
    agent.await(() -> agent.server.logText(1, 1).contains("up"));
    agent.await(() -> agent.guards().size() == 1);
    ProcessHandle guard = agent.guards().getFirst();
    assertThat(first).isSubsetOf(guard);
    guard.destroyForcibly();
    agent.await(() -> agent.guards().size() == 1 && !agent.guards().contains(guard));
    assertThat(agent.familyAlive()).isTrue();
    long start = System.nanoTime();
    agent.kill();
    agent.await(() -> !agent.familyAlive() && agent.guards().isEmpty());
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    assertThat(
            ProcessHandle.allProcesses()
                .map(it -> it.info().commandLine().orElse(""))
                .filter(it -> it.endsWith("sleep 1002")))
        .isEmpty();
  }
}
