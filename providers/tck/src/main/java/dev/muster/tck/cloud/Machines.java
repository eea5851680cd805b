package dev.muster.tck.cloud;

import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machines of one flavor, and who sits on them. */
final class Machines {
  private final Flavor flavor;
  private final List<Machine> machines;

  /** What one node takes of one machine. */
  record Seat(Machines pool, int machine, NodeSize size, List<String> devices) {
    void free() {
      pool.machines.get(machine).give(this);
    }
  }

  Machines(Flavor flavor) {
    this.flavor = flavor;
    machines =
        IntStream.range(0, flavor.machines()).mapToObj(i -> new Machine(flavor.machine())).toList();
  }

  /** Whether a gang would fit if nobody else was there. */
  boolean couldHold(int nodes, NodeSize node) {
    return new Machines(flavor).seat(nodes, node).isPresent();
  }

  /** How many nodes would find seats now, up to a bound. */
  int room(NodeSize node, int atMost) {
    List<Seat> seats =
        Stream.generate(() -> seat(node))
            .limit(atMost)
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .toList();
    seats.forEach(Seat::free);
    return seats.size();
  }

  /** Seats for a whole gang, first fit; empty when one of its nodes finds none. */
  Optional<List<Seat>> seat(int nodes, NodeSize node) {
    List<Seat> seats = new ArrayList<>();
    while (seats.size() < nodes) {
      Optional<Seat> seat = seat(node);
      if (seat.isEmpty()) {
        seats.forEach(Seat::free);
        return Optional.empty();
      }
      seats.add(seat.get());
    }
    return Optional.of(seats);
  }

  private Optional<Seat> seat(NodeSize node) {
    for (int i = 0; i < machines.size(); i++) {
      if (machines.get(i).holds(node) && offersType(node)) {
        NodeSize taken = flavor.shared() ? node : flavor.machine();
        if (machines.get(i).holds(taken)) {
          return Optional.of(new Seat(this, i, taken, machines.get(i).take(taken)));
        }
      }
    }
    return Optional.empty();
  }

  private boolean offersType(NodeSize node) {
    return node.accelerator() == null
        || (flavor.machine().accelerator() != null
            && flavor.machine().accelerator().type().equals(node.accelerator().type()));
  }

  private static final class Machine {
    private final TreeSet<Integer> devices = new TreeSet<>();
    private int cores;
    private long memoryBytes;

    Machine(NodeSize size) {
      cores = size.cores();
      memoryBytes = size.memoryBytes();
      IntStream.range(0, size.accelerators()).forEach(devices::add);
    }

    boolean holds(NodeSize node) {
      return cores >= node.cores()
          && memoryBytes >= node.memoryBytes()
          && devices.size() >= node.accelerators();
    }

    List<String> take(NodeSize node) {
      cores -= node.cores();
      memoryBytes -= node.memoryBytes();
      List<String> taken = new ArrayList<>();
      while (taken.size() < node.accelerators()) {
        taken.add(Integer.toString(next(devices.pollFirst())));
      }
      return taken;
    }

    void give(Seat seat) {
      cores += seat.size.cores();
      memoryBytes += seat.size.memoryBytes();
      seat.devices.forEach(device -> devices.add(Integer.valueOf(device)));
    }

    private static int next(@Nullable Integer device) {
      if (device == null) {
        throw new IllegalStateException("no device left (expected: asked before taking)");
      }
      return device;
    }
  }
}
