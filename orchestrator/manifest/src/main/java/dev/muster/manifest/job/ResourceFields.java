package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.value.Accelerators;
import dev.muster.manifest.value.Amount;
import dev.muster.manifest.value.Cores;
import dev.muster.manifest.value.FixedNodes;
import dev.muster.manifest.value.ListOf;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.model.spec.Resources;
import java.util.List;
import java.util.Objects;

/** What the gang needs, together or not at all. */
final class ResourceFields {
  private static final long NOT_TOLD = 0;

  private static final Obeyed<Integer> NODES =
      Obeyed.or("1", "spec.resources.nodes", new FixedNodes(), "number of nodes");
  private static final Obeyed<Accelerators.PerNode> ACCELERATORS =
      Obeyed.or(
          "none",
          "spec.resources.accelerators",
          new Accelerators(),
          "of each node, a rank for each; cpu:N is N ranks without, none is one");
  private static final Obeyed<Integer> CPUS =
      Obeyed.or("1", "spec.resources.cpus", new Cores(), "cores that a node counts");
  private static final Obeyed<Long> MEMORY =
      Obeyed.optional(
          "spec.resources.memory", Amount.MEMORY, "main memory that a node counts", "none counted");

  private static final Obeyed<Long> DISK =
      Obeyed.optional(
          "spec.resources.disk", Amount.MEMORY, "local disk that a node counts", "none counted");

  private static final Obeyed<List<Integer>> PORTS =
      Obeyed.optional(
          "spec.resources.ports",
          new ListOf<>(new WholeNumber(1, 65_535), "ports", 64),
          "ports that ranks listen on; a node has them for itself",
          "none");

  static final List<Field> ROWS =
      List.of(
          Section.optional("spec.resources", "what the gang needs, per node"),
          NODES,
          Refused.field(
              "spec.resources.nodes.min", FixedNodes.NUMBER, "fewest nodes of an elastic job"),
          Refused.field(
              "spec.resources.nodes.max", FixedNodes.NUMBER, "most nodes of an elastic job"),
          ACCELERATORS,
          CPUS,
          MEMORY,
          DISK,
          Refused.field("spec.resources.sharedMemory", Amount.MEMORY, "size of /dev/shm"),
          PORTS);

  private ResourceFields() {}

  static Resources read(Values values) {
    Accelerators.PerNode node = values.get(ACCELERATORS);
    List<Integer> ports = values.find(PORTS);
    return new Resources(
        values.get(NODES),
        node.ranks(),
        node.accelerator(),
        values.get(CPUS),
        Objects.requireNonNullElse(values.find(MEMORY), NOT_TOLD),
        Objects.requireNonNullElse(values.find(DISK), NOT_TOLD),
        ports == null ? List.of() : ports);
  }
}
