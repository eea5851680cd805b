package dev.muster.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.Resources;
import dev.muster.spi.Accelerator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankEnvironmentTest {

  private static final Gang GANG =
      new Gang(1, 3, List.of("10.0.0.1", "10.0.0.2"), "10.0.0.1", 29_512, devices("", ""), null);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void tellsEveryRankOfGptNanoItsPart(int rank) {
    Map<String, String> environment = environment(Jobs.gptNano(), GANG, rank);
    String text =
        environment.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue() + "\n")
            .collect(Collectors.joining());
    Golden.check("gpt-nano-rank-" + rank + ".env", text);
  }

  @Test
  void speaksOnlyOurOwnWordsWithoutAFramework() {
    assertThat(environment(Jobs.gptNano().framework(Framework.NONE), GANG, 1))
        .containsKey("MUSTER_RANK")
        .doesNotContainKeys("RANK", "MASTER_ADDR", "OMP_NUM_THREADS");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(environment(Jobs.gptNano().model(null).training(null), GANG, 0))
        .doesNotContainKeys(
            "MUSTER_STAGE_LAYERS",
            "MUSTER_MICROBATCHES",
            "MUSTER_MICROBATCH_SIZE",
            "MUSTER_RESUME_FROM");
  }

  @Test
  void namesTheCheckpointToStartFrom() {
    Gang resumed =
        new Gang(2, 4, List.of("a", "b"), "a", 29_512, devices("", ""), "/srv/ck/step-100");
    assertThat(environment(Jobs.gptNano(), resumed, 0))
        .containsEntry("MUSTER_RESUME_FROM", "/srv/ck/step-100")
        .containsEntry("MUSTER_CHECKPOINT_DIR", "checkpoints");
  }

  @Test
  void givesTheManifestsOwnVariablesTheLastWord() {
    assertThat(environment(Jobs.gptNano().env(Map.of("OMP_NUM_THREADS", "7")), GANG, 0))
        .containsEntry("OMP_NUM_THREADS", "7");
  }

  @Test
  void sharesTheCoresOfANodeAmongItsRanks() {
    assertThat(environment(Jobs.gptNano().resources(eightCores()), GANG, 0))
        .containsEntry("OMP_NUM_THREADS", "4");
  }

  @Test
  void showsARankTheDevicesOfItsNode() {
    Gang gang = new Gang(1, 3, List.of("a", "b"), "a", 29_512, devices("0,1", "4,6"), null);
    assertThat(environment(Jobs.gptNano().resources(twoGpus()), gang, 3))
        .containsEntry("CUDA_VISIBLE_DEVICES", "4,6")
        .containsEntry("LOCAL_RANK", "1");
  }

  @Test
  void keepsTheRanksOfOneMachineOnItsLoopback() {
    Gang here =
        new Gang(
            1, 3, List.of("127.0.0.1", "127.0.0.1"), "127.0.0.1", 29_512, devices("", ""), null);
    assertThat(environment(Jobs.gptNano(), here, 0)).containsEntry("GLOO_SOCKET_IFNAME", "lo");
    assertThat(environment(Jobs.gptNano(), GANG, 0)).doesNotContainKey("GLOO_SOCKET_IFNAME");
  }

  @Test
  void tellsTorchrunWhatItNeedsAndNothingThatHoldsForOneRankOnly() {
    JobSpec spec = Jobs.gptNano().launchedBy(Launcher.NODE);
    assertThat(spec.processes()).isEqualTo(2);
    assertThat(spec.processOf(3)).isEqualTo(2);
    assertThat(RankEnvironment.of(spec, Jobs.gptNano().plan(), GANG, 2))
        .containsEntry("PET_NNODES", "2")
        .containsEntry("PET_NPROC_PER_NODE", "2")
        .containsEntry("PET_NODE_RANK", "1")
        .containsEntry("PET_MASTER_ADDR", "10.0.0.1")
        .containsEntry("PET_MASTER_PORT", "29512")
        .containsEntry("MUSTER_RANK", "2")
        .containsEntry("MUSTER_NODE_RANK", "1")
        .containsEntry("MUSTER_NNODES", "2")
        .containsEntry("MUSTER_WORLD_SIZE", "4")
        .containsEntry("MUSTER_PIPELINE_SIZE", "2")
        .doesNotContainKeys(
            "RANK",
            "LOCAL_RANK",
            "WORLD_SIZE",
            "LOCAL_WORLD_SIZE",
            "GROUP_RANK",
            "MUSTER_LOCAL_RANK",
            "MUSTER_PIPELINE_RANK",
            "MUSTER_STAGE_LAYERS");
  }

  @Test
  void tellsTorchrunNothingWithoutAFramework() {
    JobSpec spec = Jobs.gptNano().framework(Framework.NONE).launchedBy(Launcher.NODE);
    assertThat(RankEnvironment.of(spec, Jobs.gptNano().plan(), GANG, 0).keySet())
        .noneMatch(name -> name.startsWith("PET_"));
  }

  private static Map<String, String> environment(Jobs job, Gang gang, int rank) {
    return RankEnvironment.of(job.spec(), job.plan(), gang, rank);
  }

  private static List<List<String>> devices(String first, String second) {
    return List.of(split(first), split(second));
  }

  private static List<String> split(String devices) {
    return devices.isEmpty() ? List.of() : List.of(devices.split(",", -1));
  }

  private static Resources eightCores() {
    return new Resources(2, 2, null, 8, 0);
  }

  private static Resources twoGpus() {
    return new Resources(2, 2, new Accelerator("H100", 2), 8, 0);
  }
}
