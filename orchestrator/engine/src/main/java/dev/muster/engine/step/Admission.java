package dev.muster.engine.step;

import dev.muster.engine.world.Claim;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Queueing;
import dev.muster.model.run.Blocker;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Verdict;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Resources;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.Flavor;
import dev.muster.spi.ProviderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who runs next: the job of the highest priority, of several the oldest, all of its gang or
 * nothing. A job that does not fit holds its place, so one behind it that is smaller never starves
 * it; both say why they wait. A job that needs others is not in line before they have succeeded.
 */
final class Admission {
  private Admission() {}

  /** The reason of a job that admission has not seen. */
  static Explanation notYetLooked() {
    return Waits.of("was just submitted", List.of(), List.of(), List.of(), null);
  }

  /** How a job waits that has just come to the queue, or come back. */
  static JobState.Queued queued(Draft draft, Job job) {
    return new JobState.Queued(
        draft.now(), job.unmet().isEmpty() ? notYetLooked() : Needs.waits(draft, job));
  }

  /** Looks at the queue after the world learnt what a provider can give. */
  static Outcome afterNewCapacity(Draft draft) {
    run(draft);
    return draft.outcome("no job waits for it");
  }

  /** Looks at those who have just joined the queue; it does not matter how many wait there. */
  static void after(Draft draft, List<Job> submitted) {
    Job blocking = null;
    Line line = draft.line();
    for (Job job : submitted.stream().sorted(Queueing.IN_LINE).toList()) {
      if (!job.inLine()) {
        draft.put(job.in(queued(draft, job)));
        draft.record(job.id(), EventType.JOB_WAITING, Needs.waits(draft, job).summary());
        continue;
      }
      Job ahead = blocking == null ? line.firstBefore(job) : blocking;
      if (ahead != null) {
        explain(draft, job, ahead);
        blocking = ahead;
      } else if (!admitOrExplain(draft, job)) {
        blocking = job;
      }
    }
  }

  /**
   * Looks at the whole queue after capacity came free: admits from the front until one does not
   * fit. A job whose former nodes may still live does not start elsewhere, or two attempts of it
   * could run at a time; what it gives back is charged until then, so nobody can take its place.
   */
  static void run(Draft draft) {
    Job blocking = null;
    for (Job waiting : draft.line()) {
      Job job = draft.job(waiting.id());
      if (!job.inLine()) {
        continue;
      }
      if (blocking != null) {
        explain(draft, job, blocking);
        return;
      }
      if (returning(draft, job)) {
        explain(draft, job, null);
        continue;
      }
      if (!admitOrExplain(draft, job)) {
        blocking = job;
      }
    }
  }

  /** What will never let this job run with the capacity that is configured; null if it can. */
  static @Nullable Explanation whyNever(Draft draft, JobSpec spec) {
    Resources asked = spec.resources();
    List<Blocker> blockers = new ArrayList<>();
    for (Map.Entry<ProviderId, Catalog> entry : draft.world().catalogs().entrySet()) {
      for (Flavor flavor : entry.getValue().flavors()) {
        List<Blocker> missing = lacks(entry.getKey(), flavor, asked);
        if (missing.isEmpty()) {
          return null;
        }
        blockers.addAll(missing);
      }
    }
    return blockers.isEmpty() ? null : never(draft, asked, blockers);
  }

  private static Explanation never(Draft draft, Resources asked, List<Blocker> blockers) {
    List<String> instead = Alternatives.of(asked, other -> possible(draft, other));
    return new Explanation(
        Verdict.NEVER,
        "can never run here: " + blockers.getFirst().detail(),
        null,
        blockers,
        instead.isEmpty()
            ? List.of("a provider with more were configured")
            : List.of("it asked for less", "a provider with more were configured"),
        instead,
        null);
  }

  /** Whether some provider has so much in all. */
  private static boolean possible(Draft draft, Resources asked) {
    return draft.world().catalogs().entrySet().stream()
        .anyMatch(entry ->
            entry.getValue().flavors().stream()
                .anyMatch(flavor -> lacks(entry.getKey(), flavor, asked).isEmpty()));
  }

  private static List<Blocker> lacks(ProviderId provider, Flavor flavor, Resources asked) {
    return Fit.missing(Fit.everything(flavor), asked, provider, flavor);
  }

  private static boolean returning(Draft draft, Job job) {
    return draft.claims().stream().anyMatch(c -> c.job().equals(job.id()) && !c.closed());
  }

  private static boolean admitOrExplain(Draft draft, Job job) {
    if (toldToWait(draft, job)) {
      return false;
    }
    for (Map.Entry<ProviderId, Catalog> entry : draft.world().catalogs().entrySet()) {
      for (Flavor flavor : entry.getValue().flavors()) {
        Fit.Room room = Fit.room(draft, entry.getKey(), flavor);
        if (Fit.missing(room, job.spec().resources(), entry.getKey(), flavor).isEmpty()) {
          admit(draft, job, entry.getKey(), flavor);
          return true;
        }
      }
    }
    explain(draft, job, null);
    return false;
  }

  /** Whether its provider has refused it lately, and named a time to come back. */
  private static boolean toldToWait(Draft draft, Job job) {
    Instant notBefore = ((JobState.Queued) job.state()).reason().eta();
    return notBefore != null && draft.now().isBefore(notBefore);
  }

  private static void admit(Draft draft, Job job, ProviderId provider, Flavor flavor) {
    Resources asked = job.spec().resources();
    ClaimId id = new ClaimId("%s-%d".formatted(job.id(), job.revision()));
    draft.put(
        new Claim(id, job.id(), provider, flavor.name(), asked.nodes(), asked.node(), true, null));
    draft.put(job.in(new JobState.Admitted(draft.now(), id)));
    draft.record(
        job.id(),
        EventType.JOB_ADMITTED,
        "admitted: %s of %s at %s"
            .formatted(Counted.of(asked.nodes(), "node"), flavor.name(), provider),
        "claim",
        id.value(),
        "provider",
        provider.value(),
        "flavor",
        flavor.name());
  }

  private static void explain(Draft draft, Job job, @Nullable Job ahead) {
    if (toldToWait(draft, job)) {
      return;
    }
    Explanation reason = ahead == null ? Waits.first(draft, job) : Waits.behind(job, ahead);
    JobState.Queued queued = (JobState.Queued) job.state();
    if (reason.equals(queued.reason())) {
      return;
    }
    draft.put(job.in(new JobState.Queued(queued.since(), reason)));
    draft.record(job.id(), EventType.JOB_WAITING, reason.summary());
  }
}
