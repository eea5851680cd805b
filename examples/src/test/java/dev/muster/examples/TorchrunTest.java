package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import dev.muster.api.RankView;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import dev.muster.testkit.real.RealProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * examples/torchrun with real PyTorch. A variable {@code MUSTER_TEST_PYTHON} names an interpreter
 * that has it already, which saves the download.
 */
@Tag("ci")
class TorchrunTest {
  private static final Duration SOON = Duration.ofMinutes(10);
  private static final JobRef JOB = new JobRef("default", "torchrun");

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @BeforeAll
  static void startAServer() throws Exception {
    OWN.muster().startServer();
  }

  @Test
  void aRankThatTorchrunLosesStartsAllAgainFromTheNewestCheckpoint() throws Exception {
    Command run = OWN.muster().start("run", manifest());
    JobView trains = OWN.muster().await(JOB, job -> step(job) > 150);
    assertThat(trains.attempts()).hasSize(1);

    RealProcess torchrun = torchrun();
    List<RealProcess> ranks = torchrun.children();
    assertThat(ranks).as("what torchrun has started").hasSize(2);
    ranks.getLast().kill();

    Ended ended = run.await(SOON);
    assertThat(ended.exit()).as(ended.text()).isZero();
    try (MusterClient client = OWN.muster().client()) {
      JobView job = client.job(JOB);
      assertThat(job.attempts()).hasSize(2);
      CauseView cause = Objects.requireNonNull(job.attempts().getFirst().cause());
      assertThat(cause.code()).isEqualTo("user.exit");
      assertThat(cause.node()).as("where the rank was killed").isZero();
      assertThat(Objects.requireNonNull(job.attempts().getLast().resumedFrom()).step())
          .isPositive();
      assertThat(step(job)).isEqualTo(1000);
      assertThat(Objects.requireNonNull(Objects.requireNonNull(job.progress()).loss()))
          .as("it began at 6.8")
          .isLessThan(3.0);
    }
    Awaitility.await("the end of all ranks")
        .atMost(Duration.ofSeconds(10))
        .until(() -> ranks.stream().noneMatch(RealProcess::alive));
  }

  private static RealProcess torchrun() throws Exception {
    try (MusterClient client = OWN.muster().client()) {
      List<RankView> ranks = client.ranks(JOB).items();
      assertThat(ranks.get(1).pid()).isEqualTo(ranks.get(0).pid());
      return RealProcess.of(Objects.requireNonNull(ranks.getFirst().pid()));
    }
  }

  private static long step(JobView job) {
    return job.progress() == null || job.progress().step() == null ? 0 : job.progress().step();
  }

  private static String manifest() throws Exception {
    Map<String, String> edits = new TreeMap<>();
    edits.put("    tokens: 25600", "    tokens: 64000");
    String python = System.getenv("MUSTER_TEST_PYTHON");
    if (python != null) {
      edits.put("    requirements: requirements.txt", "    interpreter: " + python);
    }
    return Workbench.of("torchrun", OWN.folder("torchrun"))
        .edit("job.yaml", edits)
        .path("job.yaml");
  }
}
