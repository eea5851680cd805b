package dev.muster.local;

import dev.muster.spi.Accelerator;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.Fault;
import dev.muster.spi.NodeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What is free on this machine, given the claims that hold some of it.
 *
 * @param catalog what there is
 * @param open the claims that hold capacity
 */
record Room(LocalCatalog catalog, List<ClaimRecord> open) {
  private static final long GIBIBYTE = 1L << 30;

  Room {
    open = List.copyOf(open);
  }

  /** Why a request cannot be met: never, or not now; empty when it can. */
  Optional<Fault> refusal(ClaimRequest request) {
    if (!request.flavor().equals(LocalCatalog.FLAVOR)) {
      return Optional.of(LocalFaults.unknownFlavor(request.flavor()));
    }
    NodeSize node = request.node();
    String asked = "%d x %s".formatted(request.nodes(), words(node, node));
    if (new Room(catalog, List.of()).fits(node) < request.nodes()) {
      return Optional.of(LocalFaults.neverFits(asked, words(catalog.machine(), node) + rule(node)));
    }
    if (fits(node) < request.nodes()) {
      return Optional.of(LocalFaults.stockout(asked, free(node)));
    }
    return Optional.empty();
  }

  /** How many nodes of a size are free. */
  int fits(NodeSize node) {
    if (!hasType(node)) {
      return 0;
    }
    return (int)
        LongStream.of(
                times(freeCores(), node.cores()),
                times(freeMemoryBytes(), node.memoryBytes()),
                times(freeDiskBytes(), node.diskBytes()),
                times(freeDevices().size(), node.accelerators()),
                timesPorts(node.ports()),
                Integer.MAX_VALUE)
            .min()
            .orElse(0);
  }

  /** Accelerators for each node of a gang that fits, lowest first. */
  List<List<String>> devices(int nodes, NodeSize node) {
    List<String> free = freeDevices();
    List<List<String>> given = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      int from = i * node.accelerators();
      given.add(free.subList(from, from + node.accelerators()));
    }
    return given;
  }

  private boolean hasType(NodeSize node) {
    Accelerator wanted = node.accelerator();
    Accelerator there = catalog.machine().accelerator();
    return wanted == null || (there != null && there.type().equals(wanted.type()));
  }

  private static long times(long free, long each) {
    return each == 0 ? Long.MAX_VALUE : Math.max(0, free) / each;
  }

  private long freeCores() {
    return catalog.machine().cores()
        - held().mapToLong(g -> (long) g.nodes() * g.node().cores()).sum();
  }

  private long freeMemoryBytes() {
    return catalog.machine().memoryBytes()
        - held().mapToLong(gang -> gang.nodes() * gang.node().memoryBytes()).sum();
  }

  private long freeDiskBytes() {
    return catalog.machine().diskBytes()
        - held().mapToLong(gang -> gang.nodes() * gang.node().diskBytes()).sum();
  }

  /** All nodes have the ports of one machine: one of them can have each. */
  private long timesPorts(List<Integer> ports) {
    if (ports.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    return heldPorts(ports).isEmpty() ? 1 : 0;
  }

  private List<Integer> heldPorts(List<Integer> ports) {
    return held()
        .flatMap(gang -> gang.node().ports().stream())
        .filter(ports::contains)
        .distinct()
        .toList();
  }

  private List<String> freeDevices() {
    List<String> free = new ArrayList<>(catalog.devices());
    held().forEach(gang -> gang.devices().forEach(free::removeAll));
    return free;
  }

  private Stream<Gang> held() {
    return open.stream().map(ClaimRecord::gang).filter(Objects::nonNull);
  }

  private String free(NodeSize asked) {
    String holders =
        open.stream().map(c -> c.id().value()).sorted().collect(Collectors.joining(", "));
    NodeSize machine = catalog.machine();
    List<Integer> ports = heldPorts(asked.ports());
    return "free are %d of %d cores, %s of %s memory, %s%d of %d accelerators%s; held by %s"
        .formatted(
            freeCores(),
            machine.cores(),
            gibibytes(freeMemoryBytes()),
            gibibytes(machine.memoryBytes()),
            asked.diskBytes() == 0
                ? ""
                : "%s of %s disk, "
                    .formatted(gibibytes(freeDiskBytes()), gibibytes(machine.diskBytes())),
            freeDevices().size(),
            machine.accelerators(),
            ports.isEmpty() ? "" : ", but not the ports " + ports,
            holders.isEmpty() ? "nobody" : holders);
  }

  private static String rule(NodeSize asked) {
    return asked.ports().isEmpty() ? "" : "; one node of it can have a port";
  }

  /** Disk and ports are told only where they are asked for. */
  private static String words(NodeSize size, NodeSize asked) {
    Accelerator accelerator = size.accelerator();
    return "(%d cores, %s memory, %s%s%s)"
        .formatted(
            size.cores(),
            gibibytes(size.memoryBytes()),
            asked.diskBytes() == 0 ? "" : "%s disk, ".formatted(gibibytes(size.diskBytes())),
            accelerator == null ? "no accelerator" : accelerator.type() + ":" + accelerator.count(),
            size.ports().isEmpty() ? "" : ", ports " + size.ports());
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIBIBYTE);
  }
}
