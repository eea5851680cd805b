package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Recoveries;
import dev.muster.engine.world.World;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.CheckpointSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new job: accepted once, refused for a reason, or recognised as one that is already here. */
final class Submitting {
  private Submitting() {}

  static Outcome step(Draft draft, Input.Submit submit) {
    Outcome repeat = repeatOf(draft.world(), submit);
    if (repeat != null) {
      return repeat;
    }
    Explanation never = Admission.whyNever(draft, submit.spec());
    if (never != null) {
      return Outcome.rejected(new Rejection("capacity.unsupported", never.summary(), null, never));
    }
    Job job = queued(draft, submit);
    draft.put(job);
    draft.record(
        job.id(),
        EventType.JOB_SUBMITTED,
        "submitted as %s: %s on %s"
            .formatted(
                job.name(),
                Counted.of(job.spec().worldSize(), "rank"),
                Counted.of(job.spec().resources().nodes(), "node")));
    inherit(draft, submit);
    Admission.after(draft, job);
    return draft.outcome("submitted");
  }

  /** The answer to a submission that was made before, or whose name is taken; null otherwise. */
  private static @Nullable Outcome repeatOf(World world, Input.Submit submit) {
    String key = submit.submission().idempotencyKey();
    JobId known = key == null ? null : world.submittedAs(key);
    if (known != null) {
      return existing(known, "submitted before under this Idempotency-Key");
    }
    Job live = world.unfinished(new JobName(submit.spec().project(), submit.spec().name()));
    if (live == null) {
      return null;
    }
    if (live.submission().digest().equals(submit.submission().digest())) {
      return existing(live.id(), "the equal job is already here");
    }
    return Outcome.rejected(
        new Rejection(
            "name.conflict",
            "job %s is %s with a different manifest (expected: a free name, or that job's end)"
                .formatted(live.name(), live.state().word()),
            live.id(),
            null));
  }

  private static Outcome existing(JobId id, String reason) {
    return new Outcome(new Step.Ignored(reason, id), null);
  }

  private static void inherit(Draft draft, Input.Submit submit) {
    submit.inherited().forEach(draft::put);
    if (!CheckpointSpec.LATEST.equals(submit.spec().checkpoint().resumeFrom())) {
      return;
    }
    Checkpoint newest = draft.checkpoints(submit.id()).newest();
    String words =
        newest == null
            ? "no earlier job of this name has left a checkpoint: it starts fresh"
            : "takes up from step %d, which an earlier job has left".formatted(newest.step());
    draft.record(submit.id(), EventType.JOB_SUBMITTED, words);
  }

  private static Job queued(Draft draft, Input.Submit submit) {
    JobState state = new JobState.Queued(draft.now(), Admission.notYetLooked());
    return new Job(
        submit.id(),
        submit.spec(),
        submit.plan(),
        submit.submission(),
        state,
        List.of(),
        0,
        Recoveries.NONE,
        1);
  }
}
