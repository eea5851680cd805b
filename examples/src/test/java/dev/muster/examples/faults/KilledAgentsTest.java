package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import dev.muster.testkit.real.MusterExtension;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent dies, and its ranks with it: the node is lost, and another takes its place. */
class KilledAgentsTest {
  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  @BeforeAll
  static void startAServer() throws Exception {
    OWN.muster().startServer();
  }

  @Test
  @Tag("ci")
  void anAgentKilledAtTheFirstStepIsANodeLostAndReplaced() throws Exception {
    kill("first-step", "step-1", 2, false, "agent: first step");
  }

  @Test
  void anAgentKilledWhileACheckpointIsWrittenLeavesTheFormerOneToGoOnFrom() throws Exception {
    JobView job = kill("saving", "saving-8", 2, false, "agent: checkpoint being written");

    assertThat(Drill.resumedFrom(job)).isEqualTo(4);
  }

  @Test
  @Tag("ci")
  void anAgentKilledAtTheLastStepCostsTheStepsSinceTheLastCheckpoint() throws Exception {
    kill("last-step", "step-12", 0, false, "agent: last step");
  }

  @Test
  void anAgentAndItsGuardKilledAtOnceLeaveNobodyBehind() throws Exception {
    kill("with-guard", "step-6", 2, true, "guard and agent together");
  }

  private JobView kill(String name, String point, int rank, boolean withGuard, String fault)
      throws Exception {
    Drill drill =
        Drill.of(OWN.muster(), OWN.folder(), "agent-" + name).withOffspring().holding(point, rank);
    Standing standing = drill.submitAndStand(point, rank);

    if (withGuard) {
      drill.strike(standing.guard(), standing.agent());
    } else {
      drill.strike(standing.agent());
    }
    drill.assertNobodyIsLeft();
    drill.letGo(point, rank);

    JobView job = drill.succeeded();
    CauseView cause = Objects.requireNonNull(job.attempts().getFirst().cause());
    assertThat(job.attempts()).hasSize(2);
    assertThat(cause.code()).isEqualTo("node.lost");
    assertThat(drill.traces().agents(2)).as("new agents").doesNotContain(standing.agent().pid());
    assertThat(drill.recovery().stepsLost()).isBetween(1L, 4L);
    drill.assertLogsAsWritten(2);
    table.met("kill -9 of " + fault, drill.recovery());
    return job;
  }
}
