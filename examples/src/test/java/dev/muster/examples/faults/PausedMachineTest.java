package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pause, however long, is nobody's death: what slept goes on where it was. */
@Tag("ci")
class PausedMachineTest {
  /** More than the 45 s after which a node is suspect. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private static final String SUSPICION = "nothing heard";

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "8"));

  @RegisterExtension private final FaultTable table = new FaultTable();

  @Test
  void aMachineThatSleepsGoesOnWithoutARecoveryOrASuspicion() throws Exception {
    Drill drill = standing("slept");
    List<RealProcess> all = new ArrayList<>();
    OWN.muster().processes().forEach(process -> all.add(RealProcess.of(process.pid())));

    pause(all);

    JobView job = goesOn(drill);
    assertThat(job.attempts()).hasSize(1);
    assertThat(said(drill)).noneMatch(words -> words.contains(SUSPICION));
    table.met("everything stopped for a minute", drill.sinceStruck());
  }

  @Test
  void aServerThatSleepsSuspectsNobodyWhenItWakes() throws Exception {
    Drill drill = standing("unwatched");

    pause(List.of(OWN.muster().server()));

    assertThat(goesOn(drill).attempts()).hasSize(1);
    assertThat(said(drill)).noneMatch(words -> words.contains(SUSPICION));
    table.met("server stopped for a minute", drill.sinceStruck());
  }

  @Test
  void agentsThatSleepAreSuspectedAndNothingElseIsDone() throws Exception {
    Drill drill = standing("unheard");

    pause(drill.began(1).keySet().stream().map(RealProcess::parent).distinct().toList());

    assertThat(goesOn(drill).attempts()).hasSize(1);
    assertThat(said(drill)).anyMatch(words -> words.contains(SUSPICION));
    table.met("agents stopped for a minute", drill.sinceStruck());
  }

  private static Drill standing(String name) throws Exception {
    OWN.muster().startServer();
    Drill drill = Drill.of(OWN.muster(), OWN.folder(), name).gang(2, 1).holding("step-6", 0);
    drill.submit();
    drill.standing("step-6", 0);
    return drill;
  }

  private static void pause(List<RealProcess> processes) throws Exception {
    RealProcess.signal("STOP", processes);
    try {
      Awaitility.await("the end of the pause")
          .pollDelay(PAUSE)
          .atMost(PAUSE.plusMinutes(1))
          .until(() -> true);
    } finally {
      RealProcess.signal("CONT", processes);
    }
  }

  private static JobView goesOn(Drill drill) throws Exception {
    drill.struck();
    drill.letGo("step-6", 0);
    JobView job = drill.succeeded();
    drill.assertLogsAsWritten(1);
    return job;
  }

  private static List<String> said(Drill drill) throws Exception {
    return drill.events().stream().map(EventView::summary).toList();
  }
}
