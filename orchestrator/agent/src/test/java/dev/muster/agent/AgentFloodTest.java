package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.spool.Spool;
import dev.muster.model.agent.WorkerPhase;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One rank that prints without end does not harm the others. */
class AgentFloodTest {
  private static final Pattern DROPPED =
      Pattern.compile("\n\\[muster: (\\d+) bytes dropped here]\n");
  private static final long PRINTED = 300_000_000;

  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void aFloodIsCutAndCountedAndTheOthersAreHeard() {
    agent.server.run(
        1,
        agent.preparation(null),
        agent.launch(
            1,
            2,
            """
            if [ $MUSTER_RANK = 0 ]; then head -c %d /dev/zero; exit 0; fi
            i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo line $i; sleep 0.01; done\
            """
                .formatted(PRINTED)));
    agent.await(() -> agent.server.logText(1, 1).endsWith("line 100\n"));
    agent.await(AgentUnderTest::allExited);
    agent.server.stop(1, 1);
    agent.await(WorkerPhase.STOPPED);

    assertThat(agent.server.logText(1, 1).lines()).hasSize(100);
    String kept = agent.server.logText(1, 0);
    long dropped = DROPPED.matcher(kept).results().mapToLong(AgentFloodTest::count).sum();
    long bytes = kept.chars().filter(it -> it == 0).count();
    assertThat(bytes + dropped).isEqualTo(PRINTED);
    assertThat(bytes).isLessThan(2 * Spool.BYTES_PER_MINUTE);
  }

  private static long count(MatchResult note) {
    return Long.parseLong(note.group(1));
  }
}
