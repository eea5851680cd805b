package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealMuster;
import dev.muster.testkit.real.RealProcess;
import dev.muster.testkit.real.SmallDisk;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server needs of its machine is taken, locked, read-only or full. */
class DataDirectoryTest {
  /** Room for the copy of the programs and a little more. */
  private static final int DISK_MEBIBYTES = 400;

  private static final Map<String, String> CORES = Map.of("MUSTER_LOCAL_CORES", "8");

  @RegisterExtension private static final MusterExtension OWN = new MusterExtension(CORES);

  @RegisterExtension private final FaultTable table = new FaultTable();

  @Test
  void aPortThatIsTakenAtTheRestartIsChangedAndTheAgentsFindTheNewOne() throws Exception {
    OWN.muster().startServer();
    Drill drill = Drill.of(OWN.muster(), OWN.folder(), "moved").gang(2, 1).holding("step-6", 0);
    drill.submit();
    drill.standing("step-6", 0);
    int port = OWN.muster().url().getPort();
    RealProcess server = OWN.muster().server();

    drill.strike(server);
    try (ServerSocket squatter = taken(port)) {
      OWN.muster().startServer();
      assertThat(OWN.muster().url().getPort()).isNotEqualTo(squatter.getLocalPort());
      drill.letGo("step-6", 0);

      JobView job = drill.succeeded();
      assertThat(job.attempts()).as("training never notices").hasSize(1);
      drill.assertLogsAsWritten(1);
    }
    table.met("port taken at the restart", drill.sinceStruck());
  }

  @Test
  void aSecondServerOnADataDirectoryIsRefusedAndNamesTheFirst() throws Exception {
    OWN.muster().startServer();

    Ended second = OWN.muster().run("server", "--port", "0");

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.text())
        .contains("pid " + OWN.muster().server().pid(), OWN.muster().url().toString());
    assertThat(OWN.muster().server().alive()).isTrue();
  }

  @Test
  void aReadOnlyDataDirectoryIsSaidInWordsAndWorksOnceItIsWritable() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(OWN.folder("read-only"), DISK_MEBIBYTES)) {
      RealMuster muster = new RealMuster(disk.folder(), CORES, OWN.folder("read-only-output"));
      Files.createDirectories(muster.data());
      try {
        disk.writable(false);
        Ended refused = muster.run("ps");
        assertThat(refused.exit()).as(refused.text()).isNotZero();
        assertThat(refused.err()).contains(muster.data().toString(), "ead-only");
        assertThat(refused.err()).doesNotContain("Exception", "\tat ");

        disk.writable(true);
        muster.startServer();
      } finally {
        muster.end();
      }
    }
  }

  @Test
  void aFullDiskRefusesOrdersInWordsAndLosesNothingOnceThereIsRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(OWN.folder("full"), DISK_MEBIBYTES)) {
      RealMuster muster = new RealMuster(disk.folder(), CORES, OWN.folder("full-output"));
      try {
        muster.startServer();
        fill(disk, muster);
      } finally {
        muster.end();
      }
    }
  }

  private void fill(SmallDisk disk, RealMuster muster) throws Exception {
    Path folder = OWN.folder("full-drills");
    Drill running =
        Drill.of(muster, folder, "running").gang(1, 2).steps(40, 40).holding("step-2", 0);
    Drill refused = Drill.of(muster, folder, "refused").gang(1, 1).steps(2, 2);
    running.holding("step-30", 0).submit();
    running.standing("step-2", 0);

    Path filler = disk.fill();
    running.struck();
    running.letGo("step-2", 0);
    Ended submit = muster.run("submit", refused.manifest().toString());
    assertThat(submit.exit()).as(submit.text()).isNotZero();
    assertThat(submit.err()).contains("data directory is full");
    running.standing("step-30", 0);

    Files.delete(filler);
    running.letGo("step-30", 0);
    refused.submit();
    refused.succeeded();
    JobView job = running.succeeded();
    assertThat(job.attempts()).as("training never notices").hasSize(1);
    running.assertLogsAsWritten(1);
    table.met("disk full", running.sinceStruck());
  }

  /** The port, which the dead server may hold for a moment yet. */
  private static ServerSocket taken(int port) {
    return Awaitility.await("port " + port)
        .ignoreExceptions()
        .until(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()), socket -> true);
  }
}
