package dev.muster.server.jobs;

import dev.muster.api.MeshView;
import dev.muster.api.RankView;
import dev.muster.api.WorkerView;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.plan.Coordinates;
import dev.muster.model.run.Attempt;
import dev.muster.server.agents.Desk;
import dev.muster.server.heart.Heart;
import dev.muster.server.live.RankVitals;
import dev.muster.server.live.VitalsBoard;
import dev.muster.spi.ClaimId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The workers and ranks of a job's newest attempt, as committed, overlaid with what was told since.
 * Ranks that the command starts itself are shown with the process that is theirs together.
 */
@Singleton
final class RankViews {
  private static final double MILLIS_PER_SECOND = 1000;

  private final Heart heart;
  private final Desk desk;
  private final VitalsBoard vitals;

  RankViews(Heart heart, Desk desk, VitalsBoard vitals) {
    this.heart = heart;
    this.desk = desk;
    this.vitals = vitals;
  }

  List<RankView> ranks(Job job) {
    Map<Integer, Worker> workers = workersByNode(job);
    return IntStream.range(0, job.spec().worldSize())
        .mapToObj(rank -> rank(job, workers, rank))
        .toList();
  }

  List<WorkerView> workers(Job job) {
    return workersByNode(job).values().stream().map(worker -> view(job, worker)).toList();
  }

  private Map<Integer, Worker> workersByNode(Job job) {
    Attempt attempt = job.attempt();
    if (attempt == null) {
      return Map.of();
    }
    return heart.store().history().workers(job.id()).stream()
        .filter(worker -> worker.claim().equals(attempt.claim()))
        .collect(Collectors.toMap(Worker::node, Function.identity()));
  }

  private WorkerView view(Job job, Worker worker) {
    return new WorkerView(
        worker.node(),
        worker.phase().name().toLowerCase(Locale.ROOT),
        job.finished() ? null : desk.activity(worker.claim(), worker.node()).orElse(null),
        worker.instance(),
        worker.epoch(),
        heartbeatAge(job, worker.claim(), worker.node()));
  }

  private RankView rank(Job job, Map<Integer, Worker> workers, int rank) {
    int node = rank / job.spec().resources().ranksPerNode();
    Worker worker = workers.get(node);
    Attempt attempt = job.attempt();
    boolean late = worker != null && attempt != null && worker.epoch() < attempt.epoch();
    int process = job.spec().processOf(rank);
    RankReport report = worker == null || late ? null : report(worker, process);
    RankVitals told = attempt == null ? null : vitals.of(job.id(), attempt.number()).of(process);
    return new RankView(
        rank,
        node,
        state(job, late ? null : worker, report),
        report == null ? null : report.pid(),
        report == null ? null : report.exitCode(),
        report == null ? null : report.signal(),
        told == null ? null : told.step(),
        told == null ? null : JobViews.finite(told.loss()),
        worker == null ? null : heartbeatAge(job, worker.claim(), node),
        mesh(job.plan().mesh().of(rank)));
  }

  private static @Nullable RankReport report(Worker worker, int rank) {
    return worker.ranks().stream().filter(r -> r.rank() == rank).findFirst().orElse(null);
  }

  private static String state(Job job, @Nullable Worker worker, @Nullable RankReport report) {
    if (report != null && report.exited()) {
      return ended(report);
    }
    if (worker == null || job.finished()) {
      return job.finished() ? "stopped" : "pending";
    }
    return report == null ? unstarted(worker.phase()) : living(worker.phase());
  }

  private static String ended(RankReport report) {
    if (report.succeeded()) {
      return "succeeded";
    }
    return report.failed() ? "failed" : "stopped";
  }

  private static String unstarted(WorkerPhase phase) {
    return switch (phase) {
      case IDLE -> "pending";
      case PREPARING -> "preparing";
      case READY, RUNNING -> "ready";
      case STOPPING, STOPPED -> "stopped";
      case FAILED -> "failed";
    };
  }

  private static String living(WorkerPhase phase) {
    return switch (phase) {
      case IDLE, PREPARING, READY, RUNNING -> "running";
      case STOPPING, STOPPED, FAILED -> "stopping";
    };
  }

  private @Nullable Double heartbeatAge(Job job, ClaimId claim, int node) {
    if (job.finished()) {
      return null;
    }
    return desk.silence(claim, node).map(age -> age.toMillis() / MILLIS_PER_SECOND).orElse(null);
  }

  private static MeshView mesh(Coordinates at) {
    return new MeshView(
        at.data(), at.fsdp(), at.tensor(), at.pipeline(), at.context(), at.expert());
  }
}
