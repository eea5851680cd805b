package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was started for a job goes when it is not needed any more. */
class NothingIsLeftTest {
  /** A job may leave somebody behind who is not its rank any more. */
  private static final String JOB =
      "resources: {nodes: 2}\nsetup: sleep 300 & echo ready\ncommand: sleep 300 & echo done";

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @Test
  void afterItsEndAJobHasNoProcessesAndAStoppedServerHasNone() throws Exception {
    run("short");
    await("the end of the job's processes")
        .atMost(Duration.ofSeconds(30))
        .until(() -> OWN.muster().processes().size() == 1);

    Ended stop = OWN.muster().run("server", "stop");

    assertThat(stop.exit()).as(stop.text()).isZero();
    await("the end of the server")
        .atMost(Duration.ofSeconds(20))
        .until(() -> OWN.muster().processes().isEmpty());
    assertThat(OWN.muster().run("ps").out()).as("history stays").contains("short", "succeeded");
  }

  @Test
  @Tag("ci")
  void anEmbeddedServerEndsByItself() throws Exception {
    run("last");

    await("the end of the server")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> OWN.muster().processes().isEmpty());
  }

  private static void run(String name) throws Exception {
    Ended run = OWN.muster().run("run", JobFile.write(OWN.folder(), name, JOB));
    assertThat(run.exit()).as(run.text()).isZero();
  }
}
