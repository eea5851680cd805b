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
      case JobState.Finished f -> {}
    }
  }

  private static void start(Draft draft, Job job, ClaimId claimId) {
    SortedMap<Integer, Worker> workers = draft.workers(claimId);
    for (Worker worker : workers.values()) {
      if (current(worker, job) && worker.phase() == WorkerPhase.FAILED) {
        Endings.stop(draft, job, Ending.failed(unprepared(worker)));
        return;
      }
    }
    Claim claim = draft.claim(claimId);
    boolean ready =
        workers.size() == claim.nodes()
            && workers.values().stream()
                .allMatch(w -> current(w, job) && w.phase() == WorkerPhase.READY);
    if (ready) {
      run(draft, job, claimId);
    }
  }

  private static void run(Draft draft, Job job, ClaimId claim) {
    Attempt attempt = Objects.requireNonNull(job.attempt());
    draft.put(
        job.withAttempt(attempt.running(draft.now())).in(new JobState.Running(draft.now(), claim)));
    draft.record(
        job.id(),
        EventType.ATTEMPT_RUNNING,
        "attempt %d runs: %s"
            .formatted(attempt.number(), Counted.of(job.spec().worldSize(), "rank")));
  }

  private static void follow(Draft draft, Job job, ClaimId claim) {
    Collection<Worker> workers = current(draft, job, claim);
    List<RankReport> ranks = workers.stream().flatMap(w -> w.ranks().stream()).toList();
    if (ranks.stream().anyMatch(RankReport::failed)) {
      Endings.stop(draft, job, Ending.failed(RootCause.of(workers)));
      return;
    }
    for (Worker worker : workers) {
      if (worker.phase() == WorkerPhase.STOPPED) {
        Endings.stop(draft, job, Ending.failed(agentEnded(worker)));
        return;
      }
    }
    boolean all = ranks.size() == job.spec().worldSize();
    if (all && ranks.stream().allMatch(RankReport::succeeded)) {
      Endings.stop(draft, job, Ending.succeeded());
    }
  }

  /** Ends a draining job once no worker that joined has a process left. */
  static void endIfStopped(Draft draft, JobId id) {
    Job job = draft.job(id);
    if (!(job.state() instanceof JobState.Draining draining)) {
      return;
    }
    Collection<Worker> workers = current(draft, job, draining.claim());
    boolean stopped =
        workers.stream()
            .allMatch(w -> w.phase() == WorkerPhase.STOPPED || w.phase() == WorkerPhase.FAILED);
    if (stopped) {
      Endings.giveUp(draft, job, draining.claim(), RootCause.refined(draining.ending(), workers));
    }
  }

  private static List<Worker> current(Draft draft, Job job, ClaimId claim) {
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
