package dev.muster.engine.step;

import dev.muster.engine.world.Worker;
import dev.muster.model.agent.RankReport;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.spi.FaultCode;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The failure that the others follow from: the rank that ended first. When one rank dies, its peers
 * soon fail with connection errors; they are never taken for the root.
 */
final class RootCause {
  /** A rank with the node it ran on. */
  private record Failure(int node, RankReport rank) {}

  private RootCause() {}

  /** The cause among workers of which at least one has a failed rank. */
  static Cause of(Collection<Worker> workers) {
    Failure first = first(workers);
    if (first == null) {
      return Cause.of(FaultCode.NODE_LOST, "a rank is gone without a trace");
    }
    return new Cause(
        code(first.rank()),
        first.rank().rank(),
        first.node(),
        words(first.rank()),
        first.rank().lastLines());
  }

  /** The same ending with a cause that reports which came later may have corrected. */
  static Ending refined(Ending ending, Collection<Worker> workers) {
    Cause cause = ending.cause();
    if (cause == null || cause.rank() == null || first(workers) == null) {
      return ending;
    }
    return new Ending(ending.outcome(), of(workers));
  }

  private static @Nullable Failure first(Collection<Worker> workers) {
    return workers.stream()
        .flatMap(w -> w.ranks().stream().map(r -> new Failure(w.node(), r)))
        .filter(f -> f.rank().failed())
        .min(
            Comparator.comparingLong((Failure f) -> f.rank().exitedAtMillis())
                .thenComparingInt(f -> f.rank().rank()))
        .orElse(null);
  }

  private static FaultCode code(RankReport rank) {
    if (rank.signal() != null) {
      return FaultCode.RANK_SIGNALLED;
    }
    Integer exit = rank.exitCode();
    boolean notStarted = exit != null && (exit == 126 || exit == 127);
    return notStarted ? FaultCode.COMMAND_NOT_FOUND : FaultCode.USER_EXIT;
  }

  private static String words(RankReport rank) {
    return rank.signal() != null
        ? "rank %d was ended by signal %d".formatted(rank.rank(), rank.signal())
        : "rank %d exited with code %d".formatted(rank.rank(), rank.exitCode());
  }
}
