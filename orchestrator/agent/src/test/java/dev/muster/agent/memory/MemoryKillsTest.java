package dev.muster.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryKillsTest {
  @TempDir Path mounted;
  private final AtomicLong now = new AtomicLong();

  @Test
  void countsWhatVersionTwoTells() throws IOException {
    Path events = Files.createDirectories(mounted.resolve("job/a")).resolve("memory.events");
    Files.writeString(events, "oom 3\noom_kill 2\noom_group_kill 0\n");
    GroupKills kills = kills("0::/job/a");
    assertThat(kills.another()).isFalse();
    Files.writeString(events, "oom 4\noom_kill 3\noom_group_kill 0\n");
    assertThat(kills.another()).isTrue();
    assertThat(kills.another()).as("one kill is one process").isFalse();
  }

  @Test
  void countsWhatVersionOneTells() throws IOException {
    Path control = Files.createDirectories(mounted.resolve("memory")).resolve("memory.oom_control");
    Files.writeString(control, "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n");
    GroupKills kills = kills("4:cpu,memory:/docker/of-the-host\n0::/");
    Files.writeString(control, "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
    assertThat(kills.another()).isTrue();
  }

  @Test
  void knowsOfNoneWhereNothingIsTold() throws IOException {
    assertThat(kills("0::/job").another()).isFalse();
    assertThat(GroupKills.of(mounted.resolve("none"), mounted, now::get).another()).isFalse();
  }

  @Test
  void blamesNobodyForAKillOfSomebodyElseLongBefore() throws IOException {
    Path events = Files.createDirectories(mounted.resolve("job")).resolve("memory.events");
    Files.writeString(events, "oom_kill 0\n");
    GroupKills kills = kills("0::/job");
    Files.writeString(events, "oom_kill 1\n");
    pass(GroupKills.MEMORY, kills);
    pass(GroupKills.MEMORY, kills);
    assertThat(kills.another()).as("old").isFalse();
    Files.writeString(events, "oom_kill 2\n");
    pass(GroupKills.MEMORY.dividedBy(2), kills);
    assertThat(kills.another()).as("of just now").isTrue();
    assertThat(kills.another()).isFalse();
  }

  @Test
  void readsWhomTheKernelNamesFromNowOn() {
    KernelLog log = new KernelLog(5000);
    log.take("6,1,4999,-;Out of memory: Killed process 11 (python3) total-vm:1kB\n");
    log.take("6,2,5001,-;Memory cgroup out of memory: Killed process 12 (python3) total-vm:1kB\n");
    log.take("3,3,5002,-;Out of memory: Killed process 13 (python3) total-vm:1kB\n SUBSYSTEM=x\n");
    log.take("6,4,5003,-;usb 1-1: new device\n");
    assertThat(log.names(11)).isFalse();
    assertThat(log.names(12)).isTrue();
    assertThat(log.names(13)).isTrue();
  }

  private GroupKills kills(String groups) throws IOException {
    return GroupKills.of(groups(groups), mounted, now::get);
  }

  private void pass(Duration time, GroupKills kills) {
    now.addAndGet(time.toNanos());
    kills.look();
  }

  private Path groups(String lines) throws IOException {
    return Files.writeString(mounted.resolve("groups"), lines + "\n");
  }
}
