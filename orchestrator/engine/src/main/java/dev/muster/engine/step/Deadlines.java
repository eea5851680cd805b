package dev.muster.engine.step;

import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Cause;
import dev.muster.model.run.JobState;
import dev.muster.spi.FaultCode;
import java.time.Duration;

/**
 * What happens because time has passed. Bounded are the waits for agents that do not join and for a
 * gang that does not end, and what a manifest bounds. Not bounded without that: a provider's queue,
 * a preparation and a training, which may take as long as they take, and a silent agent, which is
 * not a dead one.
 */
final class Deadlines {
  /** How long all agents of a granted claim may take to join an attempt. */
  static final Duration JOIN = Duration.ofMinutes(5);

  /** How long a gang may take beyond its grace to report that nothing of it is left. */
  static final Duration DRAIN = Duration.ofSeconds(60);

  /** The same while a checkpoint of its is still being looked at. */
  static final Duration CHORES = Duration.ofMinutes(10);

  private Deadlines() {}

  static Outcome step(Draft draft) {
    for (Claim claim : draft.world().claims()) {
      if (claim.wanted()) {
        check(draft, draft.job(claim.job()), claim);
      }
    }
    Lateness.stopLate(draft);
    Admission.run(draft);
    return draft.outcome("no deadline has passed");
  }

  private static void check(Draft draft, Job job, Claim claim) {
    switch (job.state()) {
      case JobState.Starting s
          when draft.passed(s.since(), JOIN) && joined(draft, job, claim) < claim.nodes() ->
          Recovering.nodesLost(draft, job, claim.id(), notJoined(draft, job, claim));
      case JobState.Draining d when draft.passed(d.since(), allowed(draft, job, claim)) ->
          Recovering.nodesLost(draft, job, claim.id(), notStopped(job));
      case JobState.Queued q -> {}
      case JobState.Admitted a -> {}
      case JobState.Provisioning p -> {}
      case JobState.Starting s -> {}
      case JobState.Running r -> {}
      case JobState.Draining d -> {}
      case JobState.Suspended s -> {}
      case JobState.Finished f -> {}
    }
  }

  /** An agent of an earlier attempt that is gone has joined that one, and not this. */
  private static int joined(Draft draft, Job job, Claim claim) {
    return Gang.current(draft, job, claim.id()).size();
  }

  /** Once for a checkpoint, once between SIGTERM and SIGKILL. */
  private static Duration allowed(Draft draft, Job job, Claim claim) {
    Duration graces = job.spec().checkpoint().grace().multipliedBy(2);
    return (Gang.awaitsChores(draft, job, claim.id()) ? CHORES : DRAIN).plus(graces);
  }

  private static Cause notStopped(Job job) {
    return Cause.of(
        FaultCode.NODE_LOST,
        "the gang of attempt %d did not end in time".formatted(job.attempts().size()));
  }

  private static Cause notJoined(Draft draft, Job job, Claim claim) {
    int joined = joined(draft, job, claim);
    return Cause.of(
        FaultCode.RENDEZVOUS_TIMEOUT,
        "%d of %d nodes joined within %d min (expected: all)"
            .formatted(joined, claim.nodes(), JOIN.toMinutes()));
  }
}
