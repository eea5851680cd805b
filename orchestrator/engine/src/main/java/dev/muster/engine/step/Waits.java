package dev.muster.engine.step;

import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Blocker;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why jobs wait that stand in line. */
final class Waits {
  /** How many things to do next are told at most. */
  static final int NEXT_MAX = 3;

  private Waits() {}

  /** Why the first in line waits: for what it does not find, and who has it. */
  static Explanation first(Draft draft, Job job) {
    if (returning(draft, job)) {
      return of(
          "its former nodes are being given back",
          List.of(new Blocker("capacity.returning", "its former nodes are being given back", 1)),
          List.of("its former nodes are given back"),
          List.of("muster describe " + job.nameInCommands()),
          null);
    }
    if (draft.world().catalogs().isEmpty()) {
      String none = "no provider has said what it can give";
      return of(
          none,
          List.of(new Blocker("capacity.none", none, 0)),
          List.of("a provider says what it can give"),
          List.of("muster doctor"),
          null);
    }
    List<Blocker> blockers = lacking(draft, job);
    return of(
        blockers.isEmpty() ? "waits for its turn" : blockers.getFirst().detail(),
        blockers,
        List.of("the jobs that hold the capacity end"),
        cancelHolders(draft, job),
        null);
  }

  /** Why another one waits: because of the first in line. */
  static Explanation behind(Job job, Job ahead) {
    boolean higher = ahead.spec().timing().priority() > job.spec().timing().priority();
    String behind =
        "waits behind %s, which %s"
            .formatted(
                ahead.nameInCommands(),
                higher
                    ? "has the higher priority %d".formatted(ahead.spec().timing().priority())
                    : "was submitted before");
    return of(
        behind,
        List.of(new Blocker("queue.behind", behind, 1)),
        List.of("those ahead of it run, or end"),
        List.of("muster explain " + ahead.nameInCommands()),
        null);
  }

  private static boolean returning(Draft draft, Job job) {
    return draft.claims().stream().anyMatch(c -> c.job().equals(job.id()) && !c.closed());
  }

  private static List<Blocker> lacking(Draft draft, Job job) {
    List<Blocker> blockers = new ArrayList<>();
    draft
        .world()
        .catalogs()
        .forEach((provider, catalog) ->
            catalog
                .flavors()
                .forEach(flavor ->
                    blockers.addAll(
                        Fit.missing(
                            Fit.room(draft, provider, flavor),
                            job.spec().resources(),
                            provider,
                            flavor))));
    return blockers;
  }

  /** Those first who hold its ports: without them nothing else helps. */
  private static List<String> cancelHolders(Draft draft, Job job) {
    Set<String> holders = new LinkedHashSet<>();
    List<Claim> open = draft.claims().stream().filter(c -> !c.closed()).toList();
    List<Integer> ports = job.spec().resources().ports();
    open.stream()
        .filter(c -> c.node().ports().stream().anyMatch(ports::contains))
        .forEach(c -> holders.add(cancel(draft, c)));
    open.stream()
        .filter(c -> !draft.job(c.job()).finished())
        .forEach(c -> holders.add(cancel(draft, c)));
    return holders.stream().limit(NEXT_MAX).toList();
  }

  private static String cancel(Draft draft, Claim claim) {
    return "muster cancel " + draft.job(claim.job()).nameInCommands();
  }

  /** An explanation of a wait. */
  static Explanation of(
      String summary,
      List<Blocker> blockers,
      List<String> wouldRunIf,
      List<String> next,
      @Nullable Instant notBefore) {
    return new Explanation(Verdict.WAITS, summary, null, blockers, wouldRunIf, next, notBefore);
  }
}
