package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.model.JobId;
import dev.muster.model.run.Blocker;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.spi.FaultCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that must have succeeded before others run. What a job still needs is kept with the job and
 * changes in the step in which a needed one ends, so it does not matter that ended jobs are
 * forgotten.
 */
final class Needs {
  private Needs() {}

  /** Why a job cannot be taken because of what it needs; null if it can. */
  static @Nullable Rejection refusal(Draft draft, Input.Submit submit, List<Need> needs) {
    for (Need need : needs) {
      Job needed = need.met() ? null : draft.find(need.job());
      if (!need.met() && needed == null) {
        return about(submit, "needs.moved", "it needs %s, which is over".formatted(need.name()));
      }
      if (needed != null && needed.finished() && !succeeded(needed)) {
        return about(submit, FaultCode.NEEDS_FAILED.word(), sentence(needed));
      }
    }
    return null;
  }

  private static Rejection about(Input.Submit submit, String code, String detail) {
    return new Rejection(code, detail, submit.id(), null, null);
  }

  /** The same needs, those met that have succeeded. */
  static List<Need> now(Draft draft, List<Need> needs) {
    return needs.stream()
        .map(need -> succeeded(draft.find(need.job())) ? need.fulfilled() : need)
        .toList();
  }

  /** Why a job waits that needs others. */
  static Explanation waits(Draft draft, Job job) {
    List<Need> unmet = job.unmet();
    List<Blocker> blockers =
        unmet.stream()
            .map(need -> new Blocker("needs.waiting", "needs " + standing(draft, need), 1))
            .toList();
    String more = unmet.size() == 1 ? "" : " (and %d more)".formatted(unmet.size() - 1);
    return Waits.of(
        blockers.getFirst().detail() + more,
        blockers,
        unmet.stream().map(need -> need.name() + " succeeds").toList(),
        unmet.stream().map(need -> explain(draft, need)).limit(Waits.NEXT_MAX).toList(),
        null);
  }

  private static String standing(Draft draft, Need need) {
    Job needed = draft.find(need.job());
    return needed == null
        ? need.name()
        : "%s, which is %s".formatted(need.name(), needed.state().word());
  }

  private static String explain(Draft draft, Need need) {
    Job needed = draft.find(need.job());
    return "muster explain " + (needed == null ? need.name() : needed.nameInCommands());
  }

  /** A job has ended: those that need it go on, or end with it. */
  static void ended(Draft draft, Job needed) {
    for (JobId id : List.copyOf(draft.world().dependents(needed.id()))) {
      Job dependent = draft.job(id);
      if (dependent.finished()) {
        continue;
      }
      if (succeeded(needed)) {
        goOn(draft, dependent, needed);
      } else {
        Cause cause = Cause.of(FaultCode.NEEDS_FAILED, sentence(needed));
        Endings.stop(draft, dependent, Ending.failed(cause));
      }
    }
  }

  private static void goOn(Draft draft, Job dependent, Job needed) {
    List<Need> needs =
        dependent.needs().stream()
            .map(need -> need.job().equals(needed.id()) ? need.fulfilled() : need)
            .toList();
    Job next = dependent.needing(needs);
    draft.put(next);
    if (next.state() instanceof JobState.Queued) {
      draft.put(next.in(Admission.queued(draft, next)));
      draft.record(
          next.id(), EventType.JOB_WAITING, "%s has succeeded".formatted(needed.spec().name()));
    }
  }

  /** Those that wait for a job say where that job stands now. */
  static void tellDependents(Draft draft) {
    for (Job needed : draft.changed()) {
      Job former = draft.world().job(needed.id());
      if (former != null && !former.state().word().equals(needed.state().word())) {
        draft.world().dependents(needed.id()).forEach(id -> tell(draft, draft.job(id)));
      }
    }
  }

  private static void tell(Draft draft, Job dependent) {
    if (dependent.state() instanceof JobState.Queued queued && !dependent.inLine()) {
      draft.put(dependent.in(new JobState.Queued(queued.since(), waits(draft, dependent))));
    }
  }

  private static boolean succeeded(@Nullable Job needed) {
    return needed != null
        && needed.state() instanceof JobState.Finished finished
        && finished.ending().outcome() == Outcome.SUCCEEDED;
  }

  private static String sentence(Job needed) {
    boolean cancelled = needed.state().word().equals("cancelled");
    return "it needs %s, which %s"
        .formatted(needed.spec().name(), cancelled ? "was cancelled" : "failed");
  }
}
