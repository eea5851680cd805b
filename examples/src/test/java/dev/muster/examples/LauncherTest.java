package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import dev.muster.api.RankView;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that starts the ranks of its node itself. */
class LauncherTest {
  private static final JobRef NODES = new JobRef("default", "nodes");

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @Test
  void isStartedOnceOnEachNodeAndRecoversAsRanksDo() throws Exception {
    String manifest =
        JobFile.write(
            OWN.folder(),
            "nodes",
            """
            framework: pytorch
            launcher: node
            resources: {nodes: 2, accelerators: cpu:2}
            command: |
              echo $PET_NNODES $PET_NPROC_PER_NODE $PET_NODE_RANK $PET_MASTER_ADDR $MUSTER_WORLD_SIZE
              echo "${RANK-unset} ${WORLD_SIZE-unset} ${MUSTER_LOCAL_RANK-unset} $MUSTER_RANK"
              [ $PET_MASTER_PORT = $MASTER_PORT ] && echo same port
              for rank in 1 2; do
                (echo "{\\"step\\": $MUSTER_ATTEMPT, \\"loss\\": 0.5}" >> $MUSTER_PROGRESS) &
              done
              wait
              [ $MUSTER_ATTEMPT = 2 ] && exit 0
              [ $MUSTER_NODE_RANK = 0 ] && exec sleep 60
              exit 9
            """);

    Ended run = OWN.muster().run("run", manifest);

    assertThat(run.exit()).as(run.text()).isZero();
    try (MusterClient client = OWN.muster().client()) {
      JobView job = client.job(NODES);
      assertThat(job.attempts()).hasSize(2);
      CauseView cause = Objects.requireNonNull(job.attempts().getFirst().cause());
      assertThat(cause.rank()).isEqualTo(2);
      assertThat(cause.node()).isEqualTo(1);
      assertThat(cause.detail()).contains("exited with code 9");
      assertThat(Objects.requireNonNull(job.progress()).step()).isEqualTo(2);
      Path logs = Path.of(job.files().logs(), "2");
      assertThat(logs.resolve("0"))
          .hasContent("2 2 0 127.0.0.1 4\nunset unset unset 0\nsame port\n");
      assertThat(logs.resolve("2"))
          .hasContent("2 2 1 127.0.0.1 4\nunset unset unset 2\nsame port\n");
      assertThat(logs.resolve("1")).doesNotExist();
      List<RankView> ranks = client.ranks(NODES).items();
      assertThat(ranks).extracting(RankView::rank).containsExactly(0, 1, 2, 3);
      assertThat(ranks.get(1).pid()).isEqualTo(ranks.get(0).pid()).isNotNull();
      assertThat(ranks.get(3).pid()).isEqualTo(ranks.get(2).pid()).isNotNull();
      assertThat(ranks).extracting(RankView::state).containsOnly("succeeded");
    }
    Ended logs = OWN.muster().run("logs", "nodes", "--rank", "3");
    assertThat(logs.out()).as("the log of its node").startsWith("2 2 1 ");
  }
}
