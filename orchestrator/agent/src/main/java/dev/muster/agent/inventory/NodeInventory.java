package dev.muster.agent.inventory;

import dev.muster.model.agent.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at the node: its name, cores, memory and GPUs. */
public final class NodeInventory {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path CGROUP_MEMORY = Path.of("/sys/fs/cgroup/memory.max");
  private static final long LOOK_SECONDS = 10;

  private NodeInventory() {}

  /**
   * What this node is.
   *
   * @param home a folder on the disk that counts
   */
  public static Inventory look(Path home) {
    return new Inventory(
        first(HOST_NAME, "localhost"),
        Runtime.getRuntime().availableProcessors(),
        memoryBytes(),
        home.toFile().getUsableSpace(),
        accelerators());
  }

  private static long memoryBytes() {
    String limit = first(CGROUP_MEMORY, "max");
    long machine = machineBytes(first(MEMORY, "MemTotal: 0 kB"));
    return limit.chars().allMatch(Character::isDigit)
        ? Math.min(machine, Long.parseLong(limit))
        : machine;
  }

  private static long machineBytes(String memTotal) {
    return Long.parseLong(memTotal.replaceAll("\\D", "")) * 1024;
  }

  private static String first(Path file, String otherwise) {
    try {
      return Files.readString(file).lines().findFirst().orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  /** One line per GPU; none where the driver's tool is missing or fails. */
  private static List<String> accelerators() {
    try {
      Process tool =
          new ProcessBuilder(
                  "nvidia-smi", "--query-gpu=index,name,memory.total", "--format=csv,noheader")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return lines(tool);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> lines(Process tool) throws IOException {
    try {
      if (!tool.waitFor(LOOK_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        tool.destroyForcibly();
        return List.of();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
    return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
