package dev.muster.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  @Test
  void letsThroughWhatIsListedAndNothingElse() {
    Surroundings surroundings =
        new Surroundings(
            Map.of(
                "HOME",
                "/h",
                "LC_ALL",
                "C",
                "NO_PROXY",
                "x",
                "https_proxy",
                "y",
                "CUDA_HOME",
                "c",
                "PIP_INDEX_URL",
                "i",
                "MUSTER_TOKEN",
                "t",
                "PYTHONPATH",
                "p"));
    assertThat(surroundings.forJob())
        .containsOnlyKeys("PATH", "HOME", "LC_ALL", "NO_PROXY", "https_proxy", "CUDA_HOME")
        .containsEntry("PATH", "/usr/local/bin:/usr/bin:/bin");
    assertThat(surroundings.forBuild())
        .containsKey("PIP_INDEX_URL")
        .doesNotContainKey("PYTHONPATH");
  }
}
