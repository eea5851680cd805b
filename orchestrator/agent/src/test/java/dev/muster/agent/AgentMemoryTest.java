package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muster.model.agent.RankReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rank that the kernel ends for want of memory; needs a control group that can be divided. */
class AgentMemoryTest {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup/memory");

  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void aRankThatTheKernelKillsForWantOfMemoryIsToldFromOneThatAnybodyKills() throws Exception {
    assumeThat(GROUPS.resolve("memory.oom_control")).as("version 1, and ours").isWritable();
    Path group = GROUPS.resolve("muster-test-" + agent.process.pid());
    try {
      Files.createDirectory(group);
      String line =
          """
          [ $MUSTER_RANK = 1 ] && kill -9 $$
          echo $$ > %s/cgroup.procs; exec tail /dev/zero\
          """
              .formatted(group);
      Files.writeString(group.resolve("memory.limit_in_bytes"), "20000000");
      List<RankReport> ranks = agent.runToEnd(1, agent.launch(1, 2, line));
      assertThat(ranks).allMatch(rank -> Integer.valueOf(9).equals(rank.signal()));
      assertThat(ranks.get(0).outOfMemory()).isTrue();
      assertThat(ranks.get(1).outOfMemory()).isFalse();
    } finally {
      removed(group);
    }
  }

  private static void removed(Path group) throws IOException {
    Files.deleteIfExists(group);
  }
}
