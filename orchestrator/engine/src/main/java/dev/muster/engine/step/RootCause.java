package dev.muster.engine.step;

import dev.muster.engine.world.Worker;
import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.RankReport;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoveryRule.Action;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The failure that the others follow from. When one rank dies, its peers soon fail with connection
 * errors; they are never taken for the root. So the first end counts, and among ends that are too
 * close to tell apart one that does not look like a consequence.
 *
 * @param cause what failed first
 * @param ruled what the manifest's rules say about it; null when none of them fits
 */
record RootCause(Cause cause, @Nullable Action ruled) {
  /** Ends that are closer than this have no order: reports of one machine come by several ways. */
  private static final Duration ORDERED = Duration.ofMillis(500);

  /** What a rank prints that lost its peer. */
  private static final List<String> OF_LOST_PEERS =
      List.of(
          "connection reset by peer",
          "connection closed by peer",
          "connection closed by remote peer",
          "connection refused",
          "connection was likely closed",
          "broken pipe",
          "brokenpipeerror",
          "connectionreseterror",
          "connectionrefusederror",
          "distbackenderror",
          "distnetworkerror",
          "remote process exited",
          "socket timeout",
          "gloo/transport",
          "ncclremoteerror",
          "ncclsystemerror",
          "watchdog caught collective operation timeout");

  private static final List<String> OF_TAKEN_PORTS =
      List.of("address already in use", "eaddrinuse");

  /** Signals that a process gets from itself. */
  private static final Set<Integer> OWN_SIGNALS = Set.of(4, 5, 6, 7, 8, 11, 31);

  private static final Set<FaultCode> OF_RANKS =
      Set.of(
          FaultCode.USER_EXIT,
          FaultCode.RANK_CRASHED,
          FaultCode.RANK_SIGNALLED,
          FaultCode.OUT_OF_MEMORY,
          FaultCode.RENDEZVOUS_PORT,
          FaultCode.COMMAND_NOT_FOUND);

  /** A rank with the node it ran on. */
  private record Failure(int node, RankReport rank) {
    boolean consequence() {
      return rank.signal() == null && speaksOf(OF_LOST_PEERS, rank.lastLines());
    }
  }

  /** The root of what these workers report; null when no rank has failed or met a rule. */
  static @Nullable RootCause of(RecoverySpec recovery, Collection<Worker> workers) {
    Failure match = first(workers, true);
    LogMatch line = match == null ? null : match.rank().match();
    if (match != null && line != null && line.rule() < recovery.rules().size()) {
      return new RootCause(met(match, line), recovery.rules().get(line.rule()).action());
    }
    Failure first = first(workers, false);
    return first == null ? null : new RootCause(cause(first), ruled(recovery, first.rank()));
  }

  /** What was seen at first, corrected by reports that came later. */
  static RootCause refined(RecoverySpec recovery, Cause seen, Collection<Worker> workers) {
    RootCause later = of(recovery, workers);
    boolean ofRanks = OF_RANKS.contains(seen.code()) || seen.code() == FaultCode.RULE_MET;
    return later != null && ofRanks ? later : new RootCause(seen, null);
  }

  /** The same ending with its cause corrected. */
  static Ending refined(RecoverySpec recovery, Ending ending, Collection<Worker> workers) {
    Cause cause = ending.cause();
    return cause == null
        ? ending
        : new Ending(ending.outcome(), refined(recovery, cause, workers).cause());
  }

  /** Nodes are lost while a gang ends: they are the root of what looks like lost peers. */
  static RootCause orLost(
      RecoverySpec recovery, Ending ending, Cause lost, Collection<Worker> workers) {
    RootCause root = refined(recovery, Objects.requireNonNull(ending.cause()), workers);
    boolean followed = speaksOf(OF_LOST_PEERS, root.cause().lastLines());
    return followed ? new RootCause(lost, null) : root;
  }

  /** The same ending with its cause corrected, when nodes are lost before all is known. */
  static Ending endingOrLost(
      RecoverySpec recovery, Ending ending, Cause lost, Collection<Worker> workers) {
    return ending.cause() == null
        ? ending
        : new Ending(ending.outcome(), orLost(recovery, ending, lost, workers).cause());
  }

  private static @Nullable Failure first(Collection<Worker> workers, boolean matched) {
    List<Failure> failures =
        workers.stream()
            .flatMap(w -> w.ranks().stream().map(r -> new Failure(w.node(), r)))
            .filter(f -> matched ? f.rank().match() != null : f.rank().failed())
            .toList();
    long earliest = failures.stream().mapToLong(f -> f.rank().exitedAtMillis()).min().orElse(0);
    return failures.stream()
        .filter(f -> f.rank().exitedAtMillis() - earliest <= ORDERED.toMillis())
        .min(
            Comparator.comparing(Failure::consequence)
                .thenComparingLong(f -> f.rank().exitedAtMillis())
                .thenComparingInt(f -> f.rank().rank()))
        .orElse(null);
  }

  private static @Nullable Action ruled(RecoverySpec recovery, RankReport rank) {
    Integer exit = rank.signal() != null ? Integer.valueOf(128 + rank.signal()) : rank.exitCode();
    return recovery.rules().stream()
        .filter(rule -> exit != null && new RecoveryRule.ExitCode(exit).equals(rule.on()))
        .map(RecoveryRule::action)
        .findFirst()
        .orElse(null);
  }

  private static Cause met(Failure failure, LogMatch match) {
    return new Cause(
        FaultCode.RULE_MET,
        failure.rank().rank(),
        failure.node(),
        "rank %d printed what rule %d of spec.recovery.rules looks for"
            .formatted(failure.rank().rank(), match.rule() + 1),
        List.of(match.line()));
  }

  private static Cause cause(Failure failure) {
    RankReport rank = failure.rank();
    return new Cause(code(rank), rank.rank(), failure.node(), words(rank), rank.lastLines());
  }

  private static FaultCode code(RankReport rank) {
    if (rank.outOfMemory()) {
      return FaultCode.OUT_OF_MEMORY;
    }
    if (rank.signal() != null) {
      return OWN_SIGNALS.contains(rank.signal())
          ? FaultCode.RANK_CRASHED
          : FaultCode.RANK_SIGNALLED;
    }
    Integer exit = rank.exitCode();
    if (exit != null && (exit == 126 || exit == 127)) {
      return FaultCode.COMMAND_NOT_FOUND;
    }
    return speaksOf(OF_TAKEN_PORTS, rank.lastLines())
        ? FaultCode.RENDEZVOUS_PORT
        : FaultCode.USER_EXIT;
  }

  private static String words(RankReport rank) {
    if (rank.outOfMemory()) {
      return "rank %d was ended by the system, which had no memory left".formatted(rank.rank());
    }
    return rank.signal() != null
        ? "rank %d was ended by %s".formatted(rank.rank(), Signals.name(rank.signal()))
        : "rank %d exited with code %d".formatted(rank.rank(), rank.exitCode());
  }

  private static boolean speaksOf(List<String> phrases, List<String> lines) {
    return lines.stream()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .anyMatch(line -> phrases.stream().anyMatch(line::contains));
  }
}
