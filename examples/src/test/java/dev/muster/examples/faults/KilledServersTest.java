package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealMuster;
import dev.muster.testkit.real.RealProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The server dies at a point of its journal or of the training: no order is lost, training goes on,
 * and the next server adopts it.
 */
class KilledServersTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(10);

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "8"));

  @RegisterExtension private final FaultTable table = new FaultTable();

  /** The server stands still just before or after it has written this to its journal. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"submit, before-commit=job.submitted", "finish, before-commit=job.finished"})
  void aServerKilledAtAnEndOfTheJournalLosesNothing(String point, String halt) throws Exception {
    killedAt(point, halt);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Tag("ci")
  @CsvSource({"admission, after-commit=job.admitted", "start, after-commit=attempt.started"})
  void aServerKilledInTheMiddleOfTheJournalLosesNothing(String point, String halt)
      throws Exception {
    killedAt(point, halt);
  }

  private void killedAt(String point, String halt) throws Exception {
    stopServer();
    Path folder = OWN.folder("halt-" + point);
    RealMuster halting = OWN.muster().with("MUSTER_TEST_HALT", folder + ":" + halt);
    Drill drill = drill("halted-" + point).gang(1, 2).withOffspring();
    Command run = halting.start("run", drill.manifest().toString());
    Path halted = folder.resolve("halted");
    Awaitility.await(halt).atMost(SOON).pollInterval(LOOK).until(() -> Files.exists(halted));

    drill.strike(OWN.muster().server());

    Recovery recovery = drill.answered();
    Ended ended = run.await(SOON);
    assertThat(ended.exit()).as(ended.text()).isZero();
    JobView job = drill.succeeded();
    assertThat(job.attempts()).as("the next server goes on with the first attempt").hasSize(1);
    assertThat(drill.events().stream().map(EventView::type))
        .containsOnlyOnce("job.submitted", "job.admitted", "attempt.started", "job.finished");
    drill.assertLogsAsWritten(1);
    table.met("kill -9 of the server: " + point, recovery);
  }

  @Test
  void trainingGoesOnWithoutAServerAndTheNextOneAdoptsItWithEveryByte() throws Exception {
    OWN.muster().startServer();
    Drill drill = drill("adopted").withOffspring().holding("step-2", 1).holding("step-10", 0);
    drill.submit();
    drill.standing("step-2", 1);

    drill.strike(OWN.muster().server());
    drill.letGo("step-2", 1);
    drill.standing("step-10", 0);
    OWN.muster().startServer();
    Recovery recovery = drill.answered();
    drill.letGo("step-10", 0);

    JobView job = drill.succeeded();
    assertThat(job.attempts()).hasSize(1);
    drill.assertLogsAsWritten(1);
    table.met("kill -9 of the server: training", recovery);
  }

  @Test
  void aJobThatEndsWhileThereIsNoServerHasSucceededWhenThereIsOneAgain() throws Exception {
    OWN.muster().startServer();
    Drill drill = drill("alone").holding("step-12", 0);
    drill.submit();
    Standing standing = drill.standing("step-12", 0);

    drill.strike(OWN.muster().server());
    drill.letGo("step-12", 0);
    Awaitility.await("the end of rank 0")
        .atMost(SOON)
        .pollInterval(LOOK)
        .until(() -> !standing.process().alive());
    OWN.muster().startServer();
    Recovery recovery = drill.answered();

    JobView job = drill.succeeded();
    assertThat(job.attempts()).hasSize(1);
    drill.assertLogsAsWritten(1);
    table.met("kill -9 of the server: ranks end meanwhile", recovery);
  }

  @Test
  void aServerAndAnAgentKilledTogetherAreANodeLostForTheNextServer() throws Exception {
    OWN.muster().startServer();
    Drill drill = drill("together").withOffspring().holding("step-6", 1);
    Standing standing = drill.submitAndStand("step-6", 1);

    drill.strike(OWN.muster().server(), standing.agent());
    drill.letGo("step-6", 1);
    OWN.muster().startServer();

    JobView job = drill.succeeded();
    assertThat(job.attempts()).hasSize(2);
    assertThat(drill.recovery().stepsLost()).isBetween(1L, 4L);
    drill.assertLogsAsWritten(2);
    table.met("kill -9 of server and agent together", drill.recovery());
  }

  /** Two nodes of one rank each. */
  private static Drill drill(String name) throws Exception {
    return Drill.of(OWN.muster(), OWN.folder(), name).gang(2, 1);
  }

  /** A server that is running does not read its environment again. */
  private static void stopServer() throws Exception {
    if (Files.exists(OWN.muster().data().resolve("server.json"))) {
      RealProcess server = OWN.muster().server();
      OWN.muster().run("server", "stop");
      Awaitility.await("the end of the server")
          .atMost(SOON)
          .pollInterval(LOOK)
          .until(() -> !server.alive());
    }
  }
}
