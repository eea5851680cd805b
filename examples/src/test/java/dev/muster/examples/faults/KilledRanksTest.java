package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rank dies: the gang starts anew in place, from the newest checkpoint. */
class KilledRanksTest {
  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  @BeforeAll
  static void startAServer() throws Exception {
    OWN.muster().startServer();
  }

  @Test
  void aRankKilledAtItsFirstStepStartsTheGangAnewInPlace() throws Exception {
    kill("first-step", "step-1", 1, "first step");
  }

  @Test
  void aRankKilledWhileACheckpointIsWrittenLeavesTheFormerOneToGoOnFrom() throws Exception {
    JobView job = kill("saving", "saving-8", 3, "checkpoint being written");

    assertThat(Drill.resumedFrom(job)).isEqualTo(4);
  }

  @Test
  void aRankKilledAtTheLastStepCostsTheStepsSinceTheLastCheckpoint() throws Exception {
    JobView job = kill("last-step", "step-12", 0, "last step");

    assertThat(Drill.resumedFrom(job)).isEqualTo(8);
  }

  private JobView kill(String name, String point, int rank, String where) throws Exception {
    Drill drill = Drill.of(OWN.muster(), OWN.folder(), name).withOffspring().holding(point, rank);
    Standing standing = drill.submitAndStand(point, rank);
    RealProcess agent = standing.agent();

    drill.strike(standing.process());
    drill.letGo(point, rank);

    JobView job = drill.succeeded();
    assertThat(job.attempts()).hasSize(2);
    CauseView cause = Objects.requireNonNull(job.attempts().getFirst().cause());
    assertThat(cause.code()).isEqualTo("rank.signalled");
    assertThat(cause.rank()).as("not one of the connection errors that follow").isEqualTo(rank);
    assertThat(cause.detail()).contains("SIGKILL");
    assertThat(drill.traces().agents(2)).as("the agents of attempt 1 go on").contains(agent.pid());
    drill.assertLogsAsWritten(1, 2);
    assertThat(drill.recovery().stepsLost()).isBetween(1L, 4L);
    table.met("kill -9 of a rank: " + where, drill.recovery());
    return job;
  }
}
