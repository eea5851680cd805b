package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Blocker;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.util.List;

/** What a provider says of a claim. */
final class ClaimWatch {
  /** How long a job that was refused for want of capacity waits before it asks again. */
  private static final Duration RETRY = Duration.ofSeconds(15);

  private ClaimWatch() {}

  static Outcome step(Draft draft, Input.ClaimObserved observed) {
    if (draft.world().claim(observed.claim()) == null) {
      return Outcome.ignored("no such claim is open");
    }
    Claim claim = draft.claim(observed.claim());
    if (observed.state().equals(claim.observed())) {
      return Outcome.ignored("the claim stands as it stood");
    }
    if (claim.wanted()) {
      wanted(draft, claim, observed.state());
    } else {
      givenBack(draft, claim, observed.state());
    }
    return draft.outcome("the claim stands as it stood");
  }

  private static void givenBack(Draft draft, Claim claim, ClaimState state) {
    Claim next = claim.observed(state);
    draft.put(next);
    if (next.closed()) {
      Job job = draft.job(claim.job());
      draft.put(job.touched());
      draft.record(
          job.id(), EventType.CLAIM_MOVED, "capacity given back", "claim", claim.id().value());
      Admission.run(draft);
    }
  }

  private static void wanted(Draft draft, Claim claim, ClaimState state) {
    Job job = draft.job(claim.job());
    switch (state) {
      case ClaimState.Requested r -> provisioning(draft, job, claim, state);
      case ClaimState.Pending p -> provisioning(draft, job, claim, state);
      case ClaimState.Unknown u -> unknown(draft, claim, state);
      case ClaimState.Granted g -> granted(draft, job, claim, g);
      case ClaimState.Denied d -> denied(draft, job, claim, d);
      case ClaimState.Vanished v -> vanished(draft, job, claim.observed(v), v.fault());
      case ClaimState.Releasing r -> vanished(draft, job, claim.observed(r), takenBack());
      case ClaimState.Released r -> vanished(draft, job, claim.observed(r), takenBack());
    }
  }

  private static Fault takenBack() {
    return Fault.of(FaultCode.PREEMPTED, "the provider took the nodes back");
  }

  /** That nobody can say does not undo what was seen. */
  private static void unknown(Draft draft, Claim claim, ClaimState state) {
    if (!(claim.observed() instanceof ClaimState.Granted)) {
      draft.put(claim.observed(state));
    }
  }

  private static void provisioning(Draft draft, Job job, Claim claim, ClaimState state) {
    if (claim.observed() instanceof ClaimState.Granted) {
      return;
    }
    draft.put(claim.observed(state));
    if (job.state() instanceof JobState.Admitted) {
      draft.put(job.in(new JobState.Provisioning(draft.now(), claim.id())));
      draft.record(job.id(), EventType.CLAIM_MOVED, "the provider builds the nodes");
    }
  }

  private static void granted(Draft draft, Job job, Claim claim, ClaimState.Granted granted) {
    draft.put(claim.observed(granted));
    if (!unstarted(job)) {
      return;
    }
    draft.record(
        job.id(),
        EventType.CLAIM_MOVED,
        "%s granted by %s".formatted(Counted.of(granted.nodes().size(), "node"), claim.provider()),
        "claim",
        claim.id().value());
    Recovering.startAgain(draft, job, claim.id());
  }

  private static void denied(Draft draft, Job job, Claim claim, ClaimState.Denied denied) {
    if (!unstarted(job)) {
      vanished(draft, job, claim.observed(denied), denied.fault());
      return;
    }
    draft.put(claim.unwanted().observed(denied));
    Fault fault = denied.fault();
    switch (fault.code().blame()) {
      case PROVIDER -> requeue(draft, job, fault);
      case USER, OPERATOR, PLATFORM ->
          Endings.stop(draft, job, Ending.failed(Cause.of(fault.code(), fault.detail())));
    }
  }

  /** Whether no node of the job's claim was seen yet. */
  private static boolean unstarted(Job job) {
    return job.state() instanceof JobState.Admitted || job.state() instanceof JobState.Provisioning;
  }

  private static void requeue(Draft draft, Job job, Fault fault) {
    Duration hint = fault.retryAfter();
    Duration wait = hint == null ? RETRY : hint;
    Blocker blocker = new Blocker(fault.code().word(), fault.detail(), 1);
    draft.put(
        job.in(
            new JobState.Queued(
                draft.now(),
                Waits.of(
                    fault.detail(),
                    List.of(blocker),
                    List.of("the provider has this capacity again"),
                    List.of("muster describe " + job.nameInCommands()),
                    draft.now().plus(wait)))));
    draft.record(
        job.id(),
        EventType.JOB_WAITING,
        "refused by the provider, asked again in %d s: %s"
            .formatted(wait.toSeconds(), fault.detail()));
  }

  /**
   * A claim that was never seen granted and that the provider does not know was lost on its way: it
   * is sent again, under the same id. One that had been granted has lost nodes.
   */
  private static void vanished(Draft draft, Job job, Claim claim, Fault fault) {
    if (unstarted(job) && fault.code() == FaultCode.NOT_FOUND) {
      draft.put(
          new Claim(
              claim.id(),
              claim.job(),
              claim.provider(),
              claim.flavor(),
              claim.nodes(),
              claim.node(),
              true,
              null));
      draft.put(job.touched());
      return;
    }
    draft.record(job.id(), EventType.CLAIM_MOVED, "nodes lost: " + fault.detail());
    draft.put(claim);
    Recovering.nodesLost(draft, job, claim.id(), Cause.of(lost(fault), fault.detail()));
  }

  private static FaultCode lost(Fault fault) {
    return fault.code() == FaultCode.PREEMPTED ? FaultCode.PREEMPTED : FaultCode.NODE_LOST;
  }
}
