package dev.muster.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaSmiTest {
  @TempDir private Path folder;

  @Test
  void readsWhatTheToolLists() throws IOException {
    String tool = tool("printf '0, NVIDIA H200, 143771\\n1, NVIDIA H200, 143771\\n'");

    assertThat(new NvidiaSmi(tool, Map.of()).list())
        .containsExactly(new Gpu(0, "NVIDIA H200", 143_771), new Gpu(1, "NVIDIA H200", 143_771));
  }

  @Test
  void seesOnlyWhatTheServerMaySee() throws IOException {
    String tool = tool("printf '0, NVIDIA L4, 1\\n1, NVIDIA L4, 1\\n2, NVIDIA L4, 1\\n'");

    assertThat(new NvidiaSmi(tool, Map.of("CUDA_VISIBLE_DEVICES", "2,0")).list())
        .extracting(Gpu::index)
        .containsExactly(0, 2);
    assertThat(new NvidiaSmi(tool, Map.of("CUDA_VISIBLE_DEVICES", "")).list()).isEmpty();
  }

  @Test
  void withoutTheToolThereAreNone() {
    assertThat(new NvidiaSmi("no-such-tool-4711", Map.of()).list()).isEmpty();
  }

  @Test
  void whenTheToolFailsThereAreNone() throws IOException {
    String tool = tool("echo \"couldn't communicate with the NVIDIA driver, 1, 2\"; exit 9");

    assertThat(new NvidiaSmi(tool, Map.of()).list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NVIDIA H200, H200",
    "NVIDIA H100 80GB HBM3, H100",
    "NVIDIA A100-SXM4-80GB, A100",
    "Tesla V100-SXM2-16GB, V100",
    "Tesla T4, T4",
    "NVIDIA L40S, L40S",
    "NVIDIA GeForce RTX 4090, RTX4090",
    "NVIDIA GH200 480GB, GH200"
  })
  void namesTypesAsManifestsDo(String name, String type) {
    assertThat(new Gpu(0, name, 0).type()).isEqualTo(type);
  }

  private String tool(String script) throws IOException {
    Path tool = folder.resolve("nvidia-smi");
    Files.writeString(tool, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    return tool.toString();
  }
}
