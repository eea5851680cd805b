package dev.muster.engine.step;

import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Blocker;
import dev.muster.model.spec.Resources;
import dev.muster.spi.Accelerator;
import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import dev.muster.spi.ProviderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a gang fits into a flavor. A shared flavor counts cores, memory, disk and accelerators of
 * its machines together, and has each port once; any other counts whole machines. Every claim that
 * is not closed charges, from the moment it was journaled.
 */
final class Fit {

  /**
   * What is free of a flavor.
   *
   * @param ports who holds the ports that are not free
   */
  record Room(
      long machines,
      long cores,
      long memoryBytes,
      long diskBytes,
      long accelerators,
      Map<Integer, Job> ports) {

    private Room less(Claim claim, Job holder) {
      Map<Integer, Job> held = new LinkedHashMap<>(ports);
      claim.node().ports().forEach(port -> held.put(port, holder));
      long nodes = claim.nodes();
      NodeSize node = claim.node();
      return new Room(
          machines - nodes,
          cores - nodes * node.cores(),
          memoryBytes - nodes * node.memoryBytes(),
          diskBytes - nodes * node.diskBytes(),
          accelerators - nodes * node.accelerators(),
          held);
    }
  }

  private static final double BYTES_PER_GIBIBYTE = 1L << 30;

  private final ProviderId provider;
  private final Flavor flavor;
  private final Room all;
  private final List<Blocker> missing = new ArrayList<>();

  private Fit(ProviderId provider, Flavor flavor) {
    this.provider = provider;
    this.flavor = flavor;
    this.all = everything(flavor);
  }

  /** All that a flavor has. */
  static Room everything(Flavor flavor) {
    NodeSize machine = flavor.machine();
    long n = flavor.machines();
    return new Room(
        n,
        n * machine.cores(),
        n * machine.memoryBytes(),
        n * machine.diskBytes(),
        n * machine.accelerators(),
        Map.of());
  }

  /** What open claims leave of a flavor. */
  static Room room(Draft draft, ProviderId provider, Flavor flavor) {
    Room room = everything(flavor);
    for (Claim claim : draft.claims()) {
      if (!claim.closed()
          && claim.provider().equals(provider)
          && claim.flavor().equals(flavor.name())) {
        room = room.less(claim, draft.job(claim.job()));
      }
    }
    return room;
  }

  /** What the room lacks for a gang; empty when it fits. */
  static List<Blocker> missing(Room room, Resources asked, ProviderId provider, Flavor flavor) {
    Fit fit = new Fit(provider, flavor);
    if (flavor.shared()) {
      fit.together(room, asked);
    } else {
      fit.machines(room, asked);
    }
    return fit.missing;
  }

  private void together(Room room, Resources asked) {
    long nodes = asked.nodes();
    boolean kind = accelerator(asked.accelerator());
    lack("cores", nodes * asked.cores(), room.cores(), all.cores());
    lack("memory", nodes * asked.memoryBytes(), room.memoryBytes(), all.memoryBytes());
    if (all.diskBytes() > 0) {
      lack("disk", nodes * asked.diskBytes(), room.diskBytes(), all.diskBytes());
    }
    if (kind) {
      long wanted = nodes * asked.node().accelerators();
      lack("accelerators", wanted, room.accelerators(), all.accelerators());
    }
    ports(room, asked);
  }

  private void machines(Room room, Resources asked) {
    lack("machines", asked.nodes(), room.machines(), all.machines());
    accelerator(asked.accelerator());
    if (exceeds(asked.node(), flavor.machine())) {
      missing.add(
          new Blocker(
              "capacity.size", "%s: a node is larger than a machine".formatted(provider), 0));
    }
  }

  private void ports(Room room, Resources asked) {
    if (asked.nodes() > 1 && !asked.ports().isEmpty()) {
      missing.add(
          new Blocker(
              "capacity.ports",
              "%d nodes need port %d each, %s has it once"
                  .formatted(asked.nodes(), asked.ports().getFirst(), provider),
              asked.nodes() - 1L));
    }
    for (int port : asked.ports()) {
      Job holder = room.ports().get(port);
      if (holder != null) {
        missing.add(
            new Blocker(
                "capacity.ports",
                "port %d is held by job %s".formatted(port, holder.nameInCommands()),
                1));
      }
    }
  }

  private void lack(String what, long wanted, long free, long has) {
    if (wanted > free) {
      missing.add(
          new Blocker(
              "capacity." + what,
              wanted > has
                  ? "needs %s, %s has %s in all"
                      .formatted(counted(what, wanted), provider, amount(what, has))
                  : "needs %s, %s of %s are free at %s"
                      .formatted(
                          counted(what, wanted), amount(what, free), amount(what, has), provider),
              wanted - free));
    }
  }

  private static boolean bytes(String what) {
    return what.equals("memory") || what.equals("disk");
  }

  private static String amount(String what, long value) {
    return bytes(what)
        ? String.format(Locale.ROOT, "%.1f GiB", value / BYTES_PER_GIBIBYTE)
        : "" + value;
  }

  /** The word for so many: {@code 1 core, 2 cores, 3.0 GiB of disk}. */
  private static String counted(String what, long value) {
    if (bytes(what)) {
      return "%s of %s".formatted(amount(what, value), what);
    }
    return value + " " + (value == 1 ? what.substring(0, what.length() - 1) : what);
  }

  /** Whether it has what is asked for, no matter how many. */
  private boolean accelerator(@Nullable Accelerator asked) {
    Accelerator has = flavor.machine().accelerator();
    if (asked == null || (has != null && asked.type().equals(has.type()))) {
      return true;
    }
    missing.add(
        new Blocker(
            "capacity.accelerators",
            "%s: has no %s accelerators (it has %s)"
                .formatted(
                    provider, asked.type(), has == null ? "none" : has.type() + ":" + has.count()),
            0));
    return false;
  }

  private static boolean exceeds(NodeSize node, NodeSize machine) {
    boolean disk = machine.diskBytes() > 0 && node.diskBytes() > machine.diskBytes();
    return disk
        || node.cores() > machine.cores()
        || node.memoryBytes() > machine.memoryBytes()
        || node.accelerators() > machine.accelerators();
  }
}
