package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.JobOrder;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nobody whom a rank has started outlives what must end by more than ten seconds, in whichever
 * order the generations above were killed.
 */
class LeftBehindTest {
  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  @Test
  void withoutAServerTheGuardEndsWhatADeadAgentLeaves() throws Exception {
    Drill drill = standing("no-server");
    Standing standing = drill.standing("step-2", 0);
    OWN.muster().server().kill();

    drill.strike(standing.agent());

    drill.assertNobodyIsLeft();
    table.met("kill -9 of the server, then of an agent: nobody left", drill.sinceStruck());
    end(drill);
  }

  @Test
  void theNextServerSweepsWhatServerAgentAndGuardLeaveWhenAllAreKilled() throws Exception {
    Drill drill = standing("nobody");
    Standing standing = drill.standing("step-2", 0);

    drill.strike(OWN.muster().server(), standing.guard(), standing.agent());
    assertThat(standing.process().alive()).as("there is nobody who could end it").isTrue();
    OWN.muster().startServer();
    drill.struck();

    drill.assertNobodyIsLeft();
    table.met(
        "kill -9 of server, guard and agent: nobody left once a server is back",
        drill.sinceStruck());
    end(drill);
  }

  @Test
  void aGuardThatDiesFirstIsReplacedAndKnowsTheFamily() throws Exception {
    Drill drill = standing("replaced");
    Standing standing = drill.standing("step-2", 0);
    RealProcess guard = standing.guard();

    guard.kill();
    standing.awaitAnotherGuard(guard);
    drill.strike(standing.agent());

    drill.assertNobodyIsLeft();
    table.met("kill -9 of a guard, later of its agent: nobody left", drill.sinceStruck());
    end(drill);
  }

  private static Drill standing(String name) throws Exception {
    OWN.muster().startServer();
    Drill drill =
        Drill.of(OWN.muster(), OWN.folder(), name).gang(1, 2).withOffspring().holding("step-2", 0);
    drill.submit();
    return drill;
  }

  /** Whatever it does now, it is ended, and then nobody is left either. */
  private static void end(Drill drill) throws Exception {
    OWN.muster().startServer();
    drill.order(JobOrder.CANCEL);
    drill.await(job -> job.state().equals("cancelled"));
    drill.assertNobodyIsLeft();
  }
}
