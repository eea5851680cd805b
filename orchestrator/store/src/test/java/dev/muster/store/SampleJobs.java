package dev.muster.store;

import dev.muster.engine.port.Commit;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Recoveries;
import dev.muster.engine.world.Submission;
import dev.muster.model.JobId;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.Plan;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Timing;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small, plain rows. */
final class SampleJobs {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  private SampleJobs() {}

  static Job unfinished(String name) {
    return new Job(
        new JobId("job" + name),
        spec(name),
        new Plan(Mesh.of(2, 1), List.of(), null, List.of()),
        new Submission(NOW, "kind: TrainingJob", "digest", null, null, null),
        new JobState.Running(NOW, new ClaimId("claim-" + name)),
        List.of(),
        1,
        Recoveries.NONE,
        1);
  }

  static Commit commit(Job job, String summary) {
    Event event = new Event(job.id(), EventType.JOB_SUBMITTED, summary, Map.of("name", "value"));
    return new Commit(
        NOW, List.of(job), List.of(), List.of(), List.of(), List.of(), List.of(event));
  }

  private static JobSpec spec(String name) {
    return new JobSpec(
        "default",
        name,
        Map.of(),
        Framework.NONE,
        null,
        null,
        null,
        Command.shell("true"),
        Launcher.RANK,
        Map.of(),
        List.of(),
        new Resources(1, 2, null, 1, 0),
        null,
        null,
        new Parallelism.Auto(),
        new CheckpointSpec(
            "checkpoints",
            null,
            Duration.ofSeconds(30),
            null,
            CheckpointSpec.KEEP,
            CheckpointSpec.SIGNAL),
        RecoverySpec.DEFAULT,
        Timing.DEFAULT);
  }
}
