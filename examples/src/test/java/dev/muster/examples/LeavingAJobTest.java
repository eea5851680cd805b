package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.testkit.real.Checkout;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What signals and keys do to a job that is followed. */
class LeavingAJobTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Starts a program that hears of a hang-up, also where those who start us do not. */
  private static final List<String> HEEDFUL =
      List.of(
          "python3",
          "-c",
          "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_DFL);"
              + " os.execvp(sys.argv[1], sys.argv[1:])");

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @Test
  void aTerminationCancelsTheJobWhenThereIsNoTerminal() throws Exception {
    Command run = start("terminated", "command: sleep 60");
    running("terminated");

    run.signal("TERM");

    Ended ended = run.await(SOON);
    assertThat(ended.exit()).as(ended.text()).isEqualTo(3);
    assertThat(ended.out()).contains("terminated cancelled");
    assertThat(job("terminated").state()).isEqualTo("cancelled");
  }

  @Test
  void aHangUpDetachesAndAttachFollowsToTheEnd() throws Exception {
    Path end = OWN.folder().resolve("end");
    String spec = "command: until [ -e %s ]; do sleep 0.1; done; echo done".formatted(end);
    Command run = OWN.muster().start(HEEDFUL, "run", JobFile.write(OWN.folder(), "left", spec));
    running("left");

    run.signal("HUP");

    Ended detached = run.await(SOON);
    assertThat(detached.exit()).as(detached.text()).isEqualTo(5);
    assertThat(detached.text()).contains("muster attach left");
    assertThat(job("left").state()).isEqualTo("running");

    Command attach = OWN.muster().start("attach", "left");
    Files.createFile(end);
    Ended attached = attach.await(SOON);
    assertThat(attached.exit()).as(attached.text()).isZero();
    assertThat(attached.out()).contains("left succeeded");
  }

  @Test
  void onATerminalProgressIsDrawnAndCtrlCAsks() throws Exception {
    String manifest =
        JobFile.write(
            OWN.folder(),
            "watched",
            """
            resources: {accelerators: cpu:2}
            training: {globalBatch: 2, sequenceLength: 8, tokens: 1600}
            command: |
              for step in $(seq 40); do
                echo "{\\"step\\": $step, \\"loss\\": 3.25, \\"tokens\\": $((step * 16))}" >> $MUSTER_PROGRESS
                sleep 0.1
              done
              exec sleep 60
            """);
    List<String> terminal =
        List.of(
            "python3",
            Checkout.root().resolve("examples/src/test/python/terminal.py").toString(),
            "watched +running",
            "",
            "40/100 .*40%",
            "",
            "loss 3\\.25",
            "\u0003",
            "detach or cancel",
            "c",
            "--");

    Ended run = OWN.muster().start(terminal, "run", manifest).await(Duration.ofSeconds(60));

    assertThat(run.exit()).as(run.text()).isEqualTo(3);
    assertThat(run.out()).contains("watched cancelled");
    assertThat(job("watched").state()).isEqualTo("cancelled");
  }

  private static Command start(String name, String spec) throws IOException {
    return OWN.muster().start("run", JobFile.write(OWN.folder(), name, spec));
  }

  private static JobView running(String name) throws IOException {
    return OWN.muster().await(new JobRef("default", name), job -> job.state().equals("running"));
  }

  private static JobView job(String name) throws IOException {
    return OWN.muster().await(new JobRef("default", name), job -> true);
  }
}
