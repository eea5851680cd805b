package dev.muster.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.local.gateway.NodeProcess.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a drawn /proc: the real one is in the provider's tests. */
class ProcessTableTest {
  private static final Path NODES = Path.of("/data/nodes");
  private static final String AGENT = "java\0dev.muster.agent.Agent\0--home\0%s\0";

  private static final String GUARD = "java\0dev.muster.agent.guard.Guard\0%s\0";

  @TempDir private Path proc;
  private ProcessTable table;

  @BeforeEach
  void open() throws IOException {
    table = new ProcessTable(proc);
    Files.createDirectories(proc.resolve("self"));
  }

  @Test
  void recognisesAnAgentByItsHome() throws IOException {
    process(7, AGENT.formatted("/data/nodes/c-1-0"), "", "(java) S", 100);

    assertThat(table.below(NODES, List.of()))
        .containsExactly(new NodeProcess(new ProcessIdentity(7, 100), "c-1-0", Role.AGENT));
  }

  @Test
  void recognisesAGuardByItsHome() throws IOException {
    process(9, GUARD.formatted("/data/nodes/c-1-0"), "", "(java) S", 100);

    assertThat(table.below(NODES, List.of()))
        .containsExactly(new NodeProcess(new ProcessIdentity(9, 100), "c-1-0", Role.GUARD));
  }

  @Test
  void recognisesWhatAnAgentHasStartedByItsMark() throws IOException {
    process(8, "pip\0", "HOME=/root\0MUSTER_AGENT_HOME=/data/nodes/c-1-0\0", "(pip) S", 100);

    assertThat(table.below(NODES, List.of()))
        .containsExactly(new NodeProcess(new ProcessIdentity(8, 100), "c-1-0", Role.WORK));
  }

  @Test
  void overlooksWhatBelongsElsewhere() throws IOException {
    process(1, AGENT.formatted("/other/nodes/c-1-0"), "", "(java) S", 1);
    process(2, AGENT.formatted("/data/nodes"), "", "(java) S", 1);
    process(3, "grep\0--home\0/data/nodes/c-1-0\0", "", "(grep) S", 1);
    process(6, GUARD.formatted("/other/nodes/c-1-0"), "", "(java) S", 1);
    process(4, "python3\0", "MUSTER_PLAN=/data/nodes/c-1-0/plan.json\0", "(python3) S", 1);
    process(5, "python3\0", "MUSTER_AGENT_HOME=/tmp/c-1-0\0", "(python3) S", 1);

    assertThat(table.below(NODES, List.of())).isEmpty();
  }

  @Test
  void recognisesWhatClearedItsEnvironmentByItsAncestors() throws IOException {
    process(9, "sleep\0", "", "(sleep) S 12", 100);
    process(12, "sh\0", "", "(sh) S 30", 100);
    process(30, "python3\0", "MUSTER_AGENT_HOME=/data/nodes/c-1-0\0", "(python3) S 1", 100);

    assertThat(table.below(NODES, List.of()))
        .extracting(process -> process.identity().pid())
        .containsExactlyInAnyOrder(9L, 12L, 30L);
  }

  @Test
  void recognisesWhatWasWrittenDownUnlessItsNumberMeansAnother() throws IOException {
    process(8, "sleep\0", "", "(sleep) S 1", 100);
    process(9, "sleep\0", "", "(sleep) S 1", 200);
    NodeProcess known = new NodeProcess(new ProcessIdentity(8, 100), "c-1-0", Role.WORK);
    NodeProcess other = new NodeProcess(new ProcessIdentity(9, 100), "c-1-0", Role.WORK);

    assertThat(table.below(NODES, List.of(known, other))).containsExactly(known);
  }

  @Test
  void aProcessWithoutAStatLineIsGone() throws IOException {
    process(7, AGENT.formatted("/data/nodes/c-1-0"), "", "(java) S", 100);
    Files.writeString(proc.resolve("7/stat"), "");

    assertThat(table.find(7)).isEmpty();
    assertThat(table.below(NODES, List.of())).isEmpty();
  }

  @Test
  void aProcessThatIsOnlyWaitedForIsGone() throws IOException {
    process(7, "", "", "(java) Z", 100);

    assertThat(table.find(7)).isEmpty();
  }

  @Test
  void anotherProcessUnderTheSameNumberIsNotTheSame() throws IOException {
    process(7, "", "", "(java) S", 200);

    assertThat(table.lives(new ProcessIdentity(7, 200))).isTrue();
    assertThat(table.lives(new ProcessIdentity(7, 100))).isFalse();
  }

  @Test
  void readsTheStartTimeBehindAnOddName() throws IOException {
    process(7, "", "", "(a) S 1 (b c) R", 4711);

    assertThat(table.find(7)).contains(new ProcessIdentity(7, 4711));
  }

  private void process(int pid, String line, String environment, String name, long start)
      throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    Files.writeString(folder.resolve("cmdline"), line);
    Files.writeString(folder.resolve("environ"), environment);
    int given = name.substring(name.lastIndexOf(')') + 1).strip().split(" ", -1).length;
    String fields = " 0".repeat(19 - given);
    Files.writeString(folder.resolve("stat"), pid + " " + name + fields + " " + start + " 0 0\n");
  }
}
