package dev.muster.engine.input;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Submission;
import dev.muster.engine.world.Verb;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.model.plan.Plan;
import dev.muster.model.run.CheckpointContent;
import dev.muster.model.spec.JobSpec;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.ProviderId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that the engine is told. Heartbeat contents never pass here, only changes. */
public sealed interface Input {

  /**
   * An order: run this job. The id is new and was chosen by the caller.
   *
   * @param inherited verified checkpoints of an earlier job to start from, this job's own by now
   * @param needs what the names mean of the jobs that it needs
   */
  record Submit(
      JobId id,
      JobSpec spec,
      Plan plan,
      Submission submission,
      List<Checkpoint> inherited,
      List<Need> needs)
      implements Input {
    public Submit {
      inherited = List.copyOf(inherited);
      needs = List.copyOf(needs);
    }

    /** An order to run a job that needs no other. */
    public Submit(
        JobId id, JobSpec spec, Plan plan, Submission submission, List<Checkpoint> inherited) {
      this(id, spec, plan, submission, inherited, List.of());
    }
  }

  /**
   * Orders of one request: all of them are taken, or none. They may need each other, by the ids
   * that are in it.
   *
   * @param key the caller's Idempotency-Key for all of them; null without one
   * @param digest of the request: equal digests are equal requests
   */
  record SubmitAll(List<Submit> submits, @Nullable String key, String digest) implements Input {
    public SubmitAll {
      submits = List.copyOf(submits);
    }
  }

  /**
   * An order: forget a job that has ended, with all its rows.
   *
   * @param folder where its files are, which no job may be using; null when it has none
   */
  record Delete(JobId job, @Nullable String folder) implements Input {}

  /**
   * An order about a job.
   *
   * @param key the caller's Idempotency-Key; null without one
   * @param step the step that the newest attempt's ranks have come to; null when nobody knows
   */
  record Order(JobId job, Verb verb, String by, @Nullable String key, @Nullable Long step)
      implements Input {
    /** An order about a job of whose steps nobody knows. */
    public Order(JobId job, Verb verb, String by, @Nullable String key) {
      this(job, verb, by, key, null);
    }
  }

  /** A provider said what it can give. */
  record CapacityObserved(ProviderId provider, Catalog catalog) implements Input {}

  /** A provider answered a claim, an observation or a release. */
  record ClaimObserved(ClaimId claim, ClaimState state) implements Input {}

  /** An agent's report differs from what is known of it. */
  record WorkerReported(Worker worker) implements Input {}

  /** Nothing was heard of an agent for a while; told again when the while has become long. */
  record WorkerSilent(ClaimId claim, int node, String instance, Duration silence)
      implements Input {}

  /** A job announced a checkpoint after all its ranks had written. */
  record CheckpointAnnounced(JobId job, int attempt, long step, String path) implements Input {}

  /** What lies in a checkpoint's folder; {@code content} is null when {@code problem} says why. */
  record CheckpointInspected(
      ClaimId claim,
      long epoch,
      String path,
      @Nullable CheckpointContent content,
      @Nullable String problem)
      implements Input {}

  /** A checkpoint's folder is gone. */
  record CheckpointPruned(ClaimId claim, String path) implements Input {}

  /**
   * The ranks of an attempt have come to a step. Told at the attempt's first step, then from time
   * to time, and once more before a worker is told as STOPPED.
   */
  record StepReached(JobId job, int attempt, long step) implements Input {}

  /** No rank of a running attempt has come to a step for as long as the manifest allows. */
  record RanksHung(JobId job, int attempt, Duration without, @Nullable Integer slowest)
      implements Input {}

  /** A reported number meets a rule of the manifest. */
  record MetricMatched(JobId job, int attempt, int rule, int rank, String words) implements Input {}

  /** Time has passed. */
  record Tick() implements Input {}
}
