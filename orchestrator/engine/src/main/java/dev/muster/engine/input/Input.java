package dev.muster.engine.input;

import dev.muster.engine.world.Submission;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.model.plan.Plan;
import dev.muster.model.spec.JobSpec;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.ProviderId;
import java.time.Duration;

/** One thing that the engine is told. Heartbeat contents never pass here, only changes. */
public sealed interface Input {

  /** An order: run this job. The id is new and was chosen by the caller. */
  record Submit(JobId id, JobSpec spec, Plan plan, Submission submission) implements Input {}

  /** An order: end this job in good order. */
  record Cancel(JobId job, String by) implements Input {}

  /** A provider said what it can give. */
  record CapacityObserved(ProviderId provider, Catalog catalog) implements Input {}

  /** A provider answered a claim, an observation or a release. */
  record ClaimObserved(ClaimId claim, ClaimState state) implements Input {}

  /** An agent's report differs from what is known of it. */
  record WorkerReported(Worker worker) implements Input {}

  /** Nothing was heard of an agent for a while. */
  record WorkerSilent(ClaimId claim, int node, String instance, Duration silence)
      implements Input {}

  /** A job announced a checkpoint after all its ranks had written. */
  record CheckpointAnnounced(JobId job, int attempt, long step, String path) implements Input {}

  /** Time has passed. */
  record Tick() implements Input {}
}
