package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.agent.Launch;
import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.LogPattern;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gang that begins anew in place, and servers that go and come back. */
class AgentRecoveryTest {
  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void beginsANewEpochInPlaceAtOnceAndDeliversBothLogs() throws IOException {
    Preparation preparation = agent.preparation(null);
    String line =
        """
        if [ $MUSTER_EPOCH = 1 ] && [ $MUSTER_RANK = 0 ]; then sleep 0.2; echo bad; exit 3; fi
        trap 'echo ended; date +%%s%%N > %1$s/ended; exit 0' TERM
        date +%%s%%N > %1$s/up-$MUSTER_EPOCH-$MUSTER_RANK
        echo up; while :; do sleep 0.02; done\
        """
            .formatted(agent.directory());
    agent.server.run(1, preparation, agent.launch(1, 2, line));
    agent.await(() -> agent.server.logText(1, 1).contains("up"));
    agent.await(report -> report.ranks().stream().anyMatch(RankReport::failed));

    agent.server.stop(1, 5);
    agent.await(WorkerPhase.STOPPED);
    agent.server.prepare(2, preparation);
    agent.await(report -> report.epoch() == 2 && report.phase() == WorkerPhase.READY);
    agent.server.run(2, preparation, agent.launch(2, 2, line));
    agent.await(() -> agent.server.logText(2, 0).contains("up"));
    agent.await(() -> agent.server.logText(2, 1).contains("up"));

    assertThat(agent.server.logText(1, 0)).isEqualTo("bad\n");
    assertThat(agent.server.logText(1, 1)).startsWith("up\n").endsWith("ended\n");
    long begun = Math.max(nanos("up-2-0"), nanos("up-2-1"));
    assertThat(Duration.ofNanos(begun - nanos("ended"))).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void keepsWhatIsNotDeliveredAsLongAsTheServerIsAway() throws IOException {
    Path copy = agent.directory().resolve("copy");
    agent.server.run(
        1,
        agent.preparation(null),
        agent.launch(
            1,
            1,
            """
            trap 'touch %1$s.go' TERM
            echo up; while [ ! -e %1$s.gone ]; do sleep 0.02; done
            head -c 3000000 /dev/urandom | tee %1$s; echo '{"step":7}' > $MUSTER_PROGRESS; exit 4\
            """
                .formatted(copy)));
    agent.await(() -> agent.server.logText(1, 0).equals("up\n"));
    agent.server.stop(1, 60);
    agent.await(() -> Files.exists(agent.directory().resolve("copy.go")));
    agent.server.leave();
    Files.createFile(agent.directory().resolve("copy.gone"));
    agent.await(() -> !agent.familyAlive());
    Awaitility.await()
        .pollDelay(Duration.ofSeconds(12))
        .atMost(Duration.ofSeconds(20))
        .until(agent.process::isAlive);

    agent.server.comeBack();

    WorkerReport stopped = agent.await(WorkerPhase.STOPPED);
    assertThat(stopped.ranks().getFirst().exitCode()).isEqualTo(4);
    assertThat(agent.server.reports())
        .filteredOn(report -> report.phase() == WorkerPhase.STOPPED)
        .first()
        .isNotNull();
    assertThat(agent.server.logText(1, 0)).startsWith("up\n");
    assertThat(agent.server.log(1, 0)).endsWith(Files.readAllBytes(copy));
    assertThat(agent.server.progress(1, 0)).isEqualTo("{\"step\":7}\n");
  }

  @Test
  void deliversAnOlderEpochBesideANewerOne() {
    Preparation preparation = agent.preparation(null);
    agent.server.run(1, preparation, agent.launch(1, 1, "head -c 9000000 /dev/zero; sleep 1013"));
    agent.await(() -> agent.server.log(1, 0).length > 0);
    agent.server.run(2, preparation, agent.launch(2, 1, "echo up; sleep 1014"));
    agent.await(() -> agent.server.logText(2, 0).contains("up"));
    agent.await(() -> agent.server.log(1, 0).length == 9_000_000);
  }

  @Test
  void findsAServerThatMoved() throws IOException {
    agent.server.run(1, agent.preparation(null), agent.launch(1, 1, "echo up; sleep 1015"));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
    announce("http://muster.example:80");
    agent.server.move();
    agent.await(() -> log().contains("expected: http on this machine"));
    announce(agent.server.url().toString());
    agent.await(() -> agent.server.hellos().size() > 1);
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);
  }

  @Test
  void reportsALineThatARuleAsksForWhileItsRankLives() {
    Launch plain = agent.launch(1, 1, "echo step 1; echo 'loss: NaN at 2'; echo NaN; sleep 1016");
    Launch watched =
        new Launch(
            plain.command(),
            plain.plan(),
            plain.ranks(),
            List.of(new LogPattern(3, "Inf"), new LogPattern(5, "loss: +NaN")));
    agent.server.run(1, agent.preparation(null), watched);
    RankReport rank =
        agent.await(r -> r.ranks().stream().anyMatch(it -> it.match() != null)).ranks().getFirst();
    assertThat(rank.match()).isEqualTo(new LogMatch(5, "loss: NaN at 2"));
    assertThat(rank.exited()).isFalse();
  }

  @Test
  void tellsTheTimeOfEveryReportOnTheClockOfItsExits() {
    List<RankReport> ranks = agent.runToEnd(1, agent.launch(1, 1, "exit 1"));
    long ended = ranks.getFirst().exitedAtMillis();
    List<Long> sent = agent.server.reports().stream().map(WorkerReport::sentAtMillis).toList();
    assertThat(sent).isSorted();
    assertThat(sent.getLast()).isBetween(ended, ended + 10_000);
  }

  private void announce(String url) throws IOException {
    Files.writeString(agent.serverFile(), "{\"url\":\"%s\",\"pid\":1}".formatted(url));
  }

  private String log() throws IOException {
    return Files.readString(agent.directory().resolve("agent.log"));
  }

  private long nanos(String file) throws IOException {
    return Long.parseLong(Files.readString(agent.directory().resolve(file)).strip());
  }
}
