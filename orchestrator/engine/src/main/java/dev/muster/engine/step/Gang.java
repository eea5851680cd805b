package dev.muster.engine.step;

import dev.muster.engine.world.Claim;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Resumption;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.spi.ClaimId;
import dev.muster.spi.FaultCode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** What all workers of an attempt together say: start, end, or carry on. */
final class Gang {
  private Gang() {}

  /** Draws the conclusions from the newest reports of a job's workers. */
  static void conclude(Draft draft, JobId id) {
    Job job = draft.job(id);
    switch (job.state()) {
      case JobState.Starting s -> start(draft, job, s.claim());
      case JobState.Running r -> follow(draft, job, r.claim());
      case JobState.Draining d -> endIfStopped(draft, id);
      case JobState.Queued q -> {}
      case JobState.Admitted a -> {}
      case JobState.Provisioning p -> {}
      case JobState.Suspended s -> {}
      case JobState.Finished f -> {}
    }
  }

  private static void start(Draft draft, Job job, ClaimId claimId) {
    SortedMap<Integer, Worker> workers = draft.workers(claimId);
    for (Worker worker : workers.values()) {
      if (current(worker, job) && worker.phase() == WorkerPhase.FAILED) {
        Recovering.begin(draft, job, unprepared(worker));
        return;
      }
    }
    Claim claim = draft.claim(claimId);
    boolean ready =
        workers.size() == claim.nodes()
            && workers.values().stream()
                .allMatch(w -> current(w, job) && w.phase() == WorkerPhase.READY);
    if (ready && Resuming.settled(draft, job)) {
      run(draft, job, claimId);
    }
  }

  private static void run(Draft draft, Job job, ClaimId claim) {
    Attempt attempt = Objects.requireNonNull(job.attempt());
    Resumption from = Resuming.from(draft, job);
    draft.put(
        job.withAttempt(attempt.running(draft.now(), from))
            .in(new JobState.Running(draft.now(), claim)));
    draft.record(
        job.id(),
        EventType.ATTEMPT_RUNNING,
        "attempt %d runs%s: %s"
            .formatted(
                attempt.number(),
                Resuming.words(from),
                Counted.of(job.spec().worldSize(), "rank")));
  }

  private static void follow(Draft draft, Job job, ClaimId claim) {
    Collection<Worker> workers = current(draft, job, claim);
    RootCause failure = RootCause.of(job.spec().recovery(), workers);
    if (failure != null) {
      Recovering.begin(draft, job, failure.cause());
      return;
    }
    for (Worker worker : workers) {
      if (worker.phase() == WorkerPhase.FAILED) {
        Recovering.begin(draft, job, unprepared(worker));
        return;
      }
      if (worker.phase() == WorkerPhase.STOPPED) {
        Recovering.nodesLost(draft, job, claim, agentEnded(worker));
        return;
      }
    }
    List<RankReport> ranks = workers.stream().flatMap(w -> w.ranks().stream()).toList();
    boolean all = ranks.size() == job.spec().processes();
    if (all && ranks.stream().allMatch(RankReport::succeeded)) {
      Endings.stop(draft, job, Ending.succeeded());
    }
  }

  /** Goes on once no worker that joined has a process left of a gang that is being stopped. */
  static void endIfStopped(Draft draft, JobId id) {
    Job job = draft.job(id);
    if (!(job.state() instanceof JobState.Draining draining) || !stopped(draft, job, draining)) {
      return;
    }
    Collection<Worker> workers = current(draft, job, draining.claim());
    RecoverySpec recovery = job.spec().recovery();
    Ending ending = RootCause.refined(recovery, draining.ending(), workers);
    switch (draining.then()) {
      case FINISH -> {
        if (!awaitsChores(draft, job, draining.claim())) {
          Endings.giveUp(draft, job, draining.claim(), ending);
        }
      }
      case SUSPEND -> {
        if (!awaitsChores(draft, job, draining.claim())) {
          Endings.suspend(draft, job, ending);
        }
      }
      case RESTART -> {
        Job closed = Endings.closeAttempt(draft, job, ending);
        Recovering.startAgain(draft, closed, draining.claim());
      }
      case RECOVER -> {
        RootCause root =
            RootCause.refined(recovery, Objects.requireNonNull(draining.ending().cause()), workers);
        Recovering.answer(draft, job, draining.claim(), root.cause(), root.ruled());
      }
    }
  }

  private static boolean stopped(Draft draft, Job job, JobState.Draining draining) {
    return current(draft, job, draining.claim()).stream()
        .allMatch(w -> w.phase() == WorkerPhase.STOPPED || w.phase() == WorkerPhase.FAILED);
  }

  /** Whether checkpoints wait to be looked at or removed, and somebody is there to do it. */
  static boolean awaitsChores(Draft draft, Job job, ClaimId claim) {
    return Resuming.choresLeft(draft, job)
        && current(draft, job, claim).stream()
            .anyMatch(w -> w.node() == 0 && w.phase() == WorkerPhase.STOPPED);
  }

  /** The workers that have come to the newest epoch. */
  static List<Worker> current(Draft draft, Job job, ClaimId claim) {
    return draft.workers(claim).values().stream().filter(w -> current(w, job)).toList();
  }

  private static boolean current(Worker worker, Job job) {
    return worker.epoch() == job.epoch();
  }

  private static Cause unprepared(Worker worker) {
    WorkerFault fault = worker.fault();
    if (fault == null) {
      return new Cause(
          FaultCode.NODE_UNPREPARED, null, worker.node(), "could not prepare", List.of());
    }
    FaultCode known = FaultCode.find(fault.code());
    FaultCode code = known == null ? FaultCode.NODE_UNPREPARED : known;
    return new Cause(code, null, worker.node(), fault.detail(), fault.lastLines());
  }

  private static Cause agentEnded(Worker worker) {
    return new Cause(
        FaultCode.NODE_LOST,
        null,
        worker.node(),
        "the agent of node %d stopped its ranks without our order".formatted(worker.node()),
        List.of());
  }
}
