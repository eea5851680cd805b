package dev.muster.local;

import dev.muster.local.gateway.Gpu;
import dev.muster.local.gateway.Gpus;
import dev.muster.spi.Accelerator;
import dev.muster.spi.Catalog;
import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this machine has: one flavor, one machine, which can be cut into nodes.
 *
 * <p>A machine with accelerators of several kinds gives away those of its most frequent kind.
 */
final class LocalCatalog {
  static final String FLAVOR = "local";

  private final NodeSize machine;
  private final List<String> devices;

  private LocalCatalog(NodeSize machine, List<String> devices) {
    this.machine = machine;
    this.devices = List.copyOf(devices);
  }

  /**
   * Looks at the machine. Limits of a container count; settings win over both.
   *
   * @param data the folder on whose disk everything lies; what is free there now is to be given
   */
  static LocalCatalog of(LocalConfig config, Gpus gpus, Path data) {
    Map<String, List<Gpu>> byType = gpus.list().stream().collect(Collectors.groupingBy(Gpu::type));
    List<Gpu> given =
        byType.values().stream()
            .max(
                Comparator.<List<Gpu>>comparingInt(List::size)
                    .thenComparing(g -> g.getFirst().type()))
            .orElse(List.of());
    NodeSize machine =
        new NodeSize(
            config.cores().orElseGet(() -> Runtime.getRuntime().availableProcessors()),
            config.memoryBytes().orElseGet(LocalCatalog::memoryBytes),
            config.diskBytes().orElseGet(() -> data.toFile().getUsableSpace()),
            accelerator(given),
            List.of());
    return new LocalCatalog(
        machine, given.stream().map(gpu -> Integer.toString(gpu.index())).toList());
  }

  NodeSize machine() {
    return machine;
  }

  /** All accelerators, by the name that a rank knows them by. */
  List<String> devices() {
    return devices;
  }

  Catalog catalog() {
    Flavor flavor = new Flavor(FLAVOR, machine, 1, true, BigDecimal.ZERO);
    return new Catalog(Integer.toHexString(flavor.hashCode()), List.of(flavor));
  }

  private static @Nullable Accelerator accelerator(List<Gpu> gpus) {
    return gpus.isEmpty() ? null : new Accelerator(gpus.getFirst().type(), gpus.size());
  }

  /** Main memory, or less where a container's limit says so. */
  private static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }
}
