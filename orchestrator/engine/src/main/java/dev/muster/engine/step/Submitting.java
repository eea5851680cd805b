package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Recoveries;
import dev.muster.engine.world.RequestKey;
import dev.muster.engine.world.World;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.CheckpointSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * New jobs: accepted once, refused for a reason, or recognised as ones that are already here. Of
 * several that come together all are taken, or none.
 */
final class Submitting {
  private static final String REUSED =
      "Idempotency-Key was used for another request (expected: a key of its own for each request)";

  private final Draft draft;

  /** Which job stands for each submitted one: itself, or the equal one that is here. */
  private final Map<JobId, JobId> taken = new LinkedHashMap<>();

  private final Map<JobName, Input.Submit> names = new LinkedHashMap<>();
  private final List<Input.Submit> fresh = new ArrayList<>();
  private final List<Rejection> refused = new ArrayList<>();

  private Submitting(Draft draft) {
    this.draft = draft;
  }

  /** Takes what one request brings under one key. */
  static Outcome step(Draft draft, Input.SubmitAll request) {
    String key = request.key();
    RequestKey known = key == null ? null : draft.world().requestedAs(key);
    if (known != null && known.digest().equals(request.digest())) {
      return existing(known.jobs(), "submitted before under this Idempotency-Key");
    }
    if (known != null || (key != null && draft.world().submittedAs(key) != null)) {
      return Outcome.rejected(Rejection.of("idempotency.reused", REUSED));
    }
    Submitting submitting = new Submitting(draft);
    submitting.take(request.submits());
    if (key != null) {
      draft.put(new RequestKey(key, request.digest(), submitting.jobs()));
    }
    return submitting.outcome();
  }

  /** Takes jobs each of which has a key of its own, or none. */
  static Outcome step(Draft draft, List<Input.Submit> submits) {
    Submitting submitting = new Submitting(draft);
    submitting.take(submits);
    return submitting.outcome();
  }

  private Outcome outcome() {
    return refused.isEmpty()
        ? draft.outcome("the equal job is already here", jobs())
        : Outcome.rejected(refused);
  }

  private List<JobId> jobs() {
    return List.copyOf(taken.values());
  }

  private void take(List<Input.Submit> submits) {
    submits.forEach(this::recognise);
    fresh.forEach(this::queue);
    if (refused.isEmpty()) {
      Admission.after(draft, fresh.stream().map(submit -> draft.job(submit.id())).toList());
    }
  }

  /** Finds out whether it was submitted before, or its name is taken. */
  private void recognise(Input.Submit submit) {
    World world = draft.world();
    JobName name = new JobName(submit.spec().project(), submit.spec().name());
    String key = submit.submission().idempotencyKey();
    JobId known = key == null ? null : world.submittedAs(key);
    Job live = world.unfinished(name);
    Input.Submit beside = names.putIfAbsent(name, submit);
    if (key != null && world.requestedAs(key) != null) {
      refused.add(Rejection.of("idempotency.reused", REUSED));
    } else if (known != null) {
      taken.put(submit.id(), known);
    } else if (beside != null) {
      refused.add(twice(submit, name));
    } else if (live == null) {
      taken.put(submit.id(), submit.id());
      fresh.add(submit);
    } else if (live.submission().digest().equals(submit.submission().digest())) {
      taken.put(submit.id(), live.id());
    } else {
      refused.add(conflict(submit, live));
    }
  }

  private void queue(Input.Submit submit) {
    List<Need> needs =
        submit.needs().stream()
            .map(need -> need.of(taken.getOrDefault(need.job(), need.job())))
            .toList();
    Rejection unneeded = Needs.refusal(draft, submit, strangers(needs));
    Rejection late = Lateness.refusal(draft, submit);
    Explanation never = Admission.whyNever(draft, submit.spec());
    if (never != null) {
      refused.add(new Rejection("capacity.unsupported", never.summary(), submit.id(), null, never));
    }
    if (unneeded != null) {
      refused.add(unneeded);
    }
    if (late != null) {
      refused.add(late);
    }
    if (refused.isEmpty()) {
      submitted(submit, Needs.now(draft, needs));
    }
  }

  /** Those needs that are not of this request. */
  private List<Need> strangers(List<Need> needs) {
    return needs.stream().filter(need -> !taken.containsKey(need.job())).toList();
  }

  private void submitted(Input.Submit submit, List<Need> needs) {
    Job job = job(submit, needs);
    draft.put(job);
    draft.record(
        job.id(),
        EventType.JOB_SUBMITTED,
        "submitted as %s: %s on %s"
            .formatted(
                job.name(),
                Counted.of(job.spec().worldSize(), "rank"),
                Counted.of(job.spec().resources().nodes(), "node")));
    inherit(submit);
  }

  private Job job(Input.Submit submit, List<Need> needs) {
    return new Job(
        submit.id(),
        submit.spec(),
        submit.plan(),
        submit.submission(),
        new JobState.Queued(draft.now(), Admission.notYetLooked()),
        List.of(),
        0,
        Recoveries.NONE,
        needs,
        1);
  }

  private void inherit(Input.Submit submit) {
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

  private static Rejection twice(Input.Submit submit, JobName name) {
    return new Rejection(
        "name.conflict",
        "job %s is there twice (expected: a name of its own for each job)".formatted(name),
        submit.id(),
        null,
        null);
  }

  private static Rejection conflict(Input.Submit submit, Job live) {
    return new Rejection(
        "name.conflict",
        "job %s is %s with a different manifest (expected: a free name, or that job's end)"
            .formatted(live.name(), live.state().word()),
        submit.id(),
        live.id(),
        null);
  }

  private static Outcome existing(List<JobId> ids, String reason) {
    return new Outcome(new Step.Ignored(reason, ids), null);
  }
}
