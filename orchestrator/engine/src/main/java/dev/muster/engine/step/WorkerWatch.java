package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.model.agent.RankReport;
import dev.muster.model.run.Cause;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What agents say of themselves and of their ranks. */
final class WorkerWatch {
  /** A node that was not heard for this long is as good as lost, whatever its provider says. */
  static final Duration GIVE_UP = Duration.ofMinutes(3);

  private WorkerWatch() {}

  static Outcome step(Draft draft, Worker reported) {
    Claim claim = draft.world().claim(reported.claim());
    if (claim == null || reported.node() < 0 || reported.node() >= claim.nodes()) {
      return stale("its claim is gone");
    }
    Job job = draft.job(claim.job());
    if (reported.epoch() != job.epoch() && reported.epoch() != 0) {
      return Outcome.ignored("it speaks of epoch %d".formatted(reported.epoch()));
    }
    Worker former = draft.workers(reported.claim()).get(reported.node());
    if (former != null && !former.instance().equals(reported.instance())) {
      return stale("another agent process had joined for this node");
    }
    Worker worker = former == null ? reported : reported.after(former);
    if (worker.equals(former)) {
      return Outcome.ignored("nothing new");
    }
    draft.put(worker);
    draft.put(job.touched());
    tell(draft, job, former, worker);
    Gang.conclude(draft, job.id());
    return draft.outcome("nothing new");
  }

  static Outcome silent(Draft draft, Input.WorkerSilent silent) {
    Claim claim = draft.world().claim(silent.claim());
    if (claim == null) {
      return Outcome.ignored("its claim is gone");
    }
    draft.record(
        claim.job(),
        EventType.WORKER_MOVED,
        "node %d: nothing heard for %d s; it may still run"
            .formatted(silent.node(), silent.silence().toSeconds()));
    if (silent.silence().compareTo(GIVE_UP) >= 0 && claim.wanted()) {
      Recovering.nodesLost(draft, draft.job(claim.job()), claim.id(), lost(silent));
    }
    return draft.outcome("silent");
  }

  private static Cause lost(Input.WorkerSilent silent) {
    return new Cause(
        FaultCode.NODE_LOST,
        null,
        silent.node(),
        "nothing heard of node %d for %d s".formatted(silent.node(), silent.silence().toSeconds()),
        List.of());
  }

  private static Outcome stale(String reason) {
    return Outcome.rejected(Rejection.of("worker.stale", reason));
  }

  private static void tell(Draft draft, Job job, @Nullable Worker former, Worker now) {
    String node = "" + now.node();
    if (former == null) {
      draft.record(
          job.id(), EventType.WORKER_JOINED, "node %s joined".formatted(node), "node", node);
    }
    if (former == null || former.phase() != now.phase()) {
      String phase = now.phase().name().toLowerCase(Locale.ROOT);
      draft.record(
          job.id(),
          EventType.WORKER_MOVED,
          "node %s: %s".formatted(node, phase),
          "node",
          node,
          "phase",
          phase);
    }
    Map<Integer, RankReport> known = new HashMap<>();
    if (former != null) {
      former.ranks().forEach(r -> known.put(r.rank(), r));
    }
    now.ranks().forEach(rank -> tell(draft, job, now, known.get(rank.rank()), rank));
  }

  private static void tell(
      Draft draft, Job job, Worker worker, @Nullable RankReport former, RankReport now) {
    String rank = "" + now.rank();
    if (former == null) {
      draft.record(
          job.id(),
          EventType.RANK_STARTED,
          "rank %s started on node %d".formatted(rank, worker.node()),
          "rank",
          rank,
          "node",
          "" + worker.node());
    }
    if (now.exited() && (former == null || !former.exited())) {
      draft.record(
          job.id(),
          EventType.RANK_EXITED,
          "rank %s %s".formatted(rank, ending(now)),
          "rank",
          rank,
          "exit",
          ending(now));
    }
  }

  private static String ending(RankReport rank) {
    String how = rank.signal() != null ? Signals.name(rank.signal()) : "code " + rank.exitCode();
    return "ended with " + how + (rank.stoppedByUs() ? ", as ordered" : "");
  }
}
