package dev.muster.engine.step;

import dev.muster.engine.world.Claim;
import dev.muster.model.run.Blocker;
import dev.muster.model.spec.Resources;
import dev.muster.spi.Accelerator;
import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import dev.muster.spi.ProviderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a gang fits into a flavor. A shared flavor counts cores, memory and accelerators of its
 * machines together; any other counts whole machines. Every claim that is not closed charges, from
 * the moment it was journaled.
 */
final class Fit {

  /** What is free of a flavor. */
  record Room(long machines, long cores, long memoryBytes, long accelerators) {}

  private static final double BYTES_PER_GIBIBYTE = 1L << 30;

  private Fit() {}

  /** All that a flavor has. */
  static Room everything(Flavor flavor) {
    NodeSize machine = flavor.machine();
    long n = flavor.machines();
    return new Room(n, n * machine.cores(), n * machine.memoryBytes(), n * machine.accelerators());
  }

  /** What open claims leave of a flavor. */
  static Room room(List<Claim> claims, ProviderId provider, Flavor flavor) {
    Room all = everything(flavor);
    long machines = all.machines();
    long cores = all.cores();
    long memory = all.memoryBytes();
    long accelerators = all.accelerators();
    for (Claim claim : claims) {
      if (!claim.closed()
          && claim.provider().equals(provider)
          && claim.flavor().equals(flavor.name())) {
        machines -= claim.nodes();
        cores -= (long) claim.nodes() * claim.node().cores();
        memory -= claim.nodes() * claim.node().memoryBytes();
        accelerators -= (long) claim.nodes() * claim.node().accelerators();
      }
    }
    return new Room(machines, cores, memory, accelerators);
  }

  /** What the room lacks for a gang; empty when it fits. */
  static List<Blocker> missing(Room room, Resources asked, ProviderId provider, Flavor flavor) {
    Room all = everything(flavor);
    List<Blocker> missing = new ArrayList<>();
    if (!flavor.shared()) {
      lack(missing, "machines", asked.nodes(), room.machines(), all.machines(), provider);
    }
    String kind = accelerator(asked.accelerator(), flavor.machine().accelerator());
    if (kind != null) {
      missing.add(new Blocker("capacity.accelerators", "%s: %s".formatted(provider, kind), 0));
    }
    if (flavor.shared()) {
      long nodes = asked.nodes();
      lack(missing, "cores", nodes * asked.cores(), room.cores(), all.cores(), provider);
      lack(
          missing,
          "memory",
          nodes * asked.memoryBytes(),
          room.memoryBytes(),
          all.memoryBytes(),
          provider);
      if (kind == null) {
        long wanted = nodes * asked.node().accelerators();
        lack(missing, "accelerators", wanted, room.accelerators(), all.accelerators(), provider);
      }
    } else if (exceeds(asked.node(), flavor.machine())) {
      missing.add(
          new Blocker(
              "capacity.size", "%s: a node is larger than a machine".formatted(provider), 0));
    }
    return missing;
  }

  private static void lack(
      List<Blocker> missing, String what, long wanted, long free, long all, ProviderId provider) {
    if (wanted > free) {
      missing.add(
          new Blocker(
              "capacity." + what,
              wanted > all
                  ? "needs %s, %s has %s in all"
                      .formatted(counted(what, wanted), provider, amount(what, all))
                  : "needs %s, %s of %s are free at %s"
                      .formatted(
                          counted(what, wanted), amount(what, free), amount(what, all), provider),
              wanted - free));
    }
  }

  private static String amount(String what, long value) {
    return what.equals("memory") ? gibibytes(value) : "" + value;
  }

  static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / BYTES_PER_GIBIBYTE);
  }

  /** The word for so many: {@code 1 core, 2 cores}. */
  private static String counted(String what, long value) {
    boolean one = value == 1 && what.endsWith("s");
    return amount(what, value) + " " + (one ? what.substring(0, what.length() - 1) : what);
  }

  private static @Nullable String accelerator(
      @Nullable Accelerator asked, @Nullable Accelerator has) {
    if (asked == null || (has != null && asked.type().equals(has.type()))) {
      return null;
    }
    return "has no %s accelerators (it has %s)"
        .formatted(asked.type(), has == null ? "none" : has.type() + ":" + has.count());
  }

  private static boolean exceeds(NodeSize node, NodeSize machine) {
    return node.cores() > machine.cores()
        || node.memoryBytes() > machine.memoryBytes()
        || node.accelerators() > machine.accelerators();
  }
}
