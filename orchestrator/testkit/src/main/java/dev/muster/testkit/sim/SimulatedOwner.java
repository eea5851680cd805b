package dev.muster.testkit.sim;

import dev.muster.engine.input.Input;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Submission;
import dev.muster.model.JobId;
import dev.muster.model.plan.Plan;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.Resources;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person with one job: sends the order under one key until it is answered, and then perhaps
 * changes their mind.
 */
final class SimulatedOwner {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Cluster cluster;
  private final int number;
  private final JobSpec spec;
  private final boolean cancels;
  private int sent;
  private @Nullable JobId acknowledged;
  private boolean cancelAnswered;

  SimulatedOwner(Cluster cluster, int number) {
    this.cluster = cluster;
    this.number = number;
    this.spec = spec(cluster.chance(), number);
    this.cancels = cluster.chance().of(0.25);
  }

  /** The job as acknowledged; null before. */
  @Nullable JobId acknowledged() {
    return acknowledged;
  }

  boolean cancelled() {
    return cancels && cancelAnswered;
  }

  /** Whether nothing remains to be said. */
  boolean done() {
    return acknowledged != null && (!cancels || cancelAnswered);
  }

  /** Sends the order, and again until it is answered. */
  void submit() {
    if (acknowledged != null) {
      return;
    }
    JobId fresh = new JobId("job%03dx%03d".formatted(number, sent++));
    Input order = new Input.Submit(fresh, spec, plan(), submission());
    cluster
        .network()
        .send(() ->
            cluster
                .server()
                .offer(order, step -> cluster.network().send(() -> answered(fresh, step))));
    cluster.clock().after(PATIENCE, this::submit);
  }

  private void answered(JobId fresh, Step step) {
    JobId told =
        switch (step) {
          case Step.Moved moved -> fresh;
          case Step.Ignored ignored -> ignored.existing();
          case Step.Rejected rejected ->
              throw new AssertionError("refused: " + rejected.rejection());
        };
    if (acknowledged != null && !acknowledged.equals(told)) {
      throw new AssertionError("one key, two jobs: %s and %s".formatted(acknowledged, told));
    }
    if (acknowledged == null && cancels) {
      cluster.clock().after(cluster.chance().upTo(Duration.ofMinutes(8)), this::cancel);
    }
    acknowledged = told;
  }

  private void cancel() {
    if (cancelAnswered || acknowledged == null) {
      return;
    }
    Input order = new Input.Cancel(acknowledged, "owner");
    cluster
        .network()
        .send(() ->
            cluster
                .server()
                .offer(order, step -> cluster.network().send(() -> cancelAnswered = true)));
    cluster.clock().after(PATIENCE, this::cancel);
  }

  private Submission submission() {
    return new Submission(
        cluster.clock().instant(), "", "digest-" + number, null, null, "key-" + number);
  }

  private Plan plan() {
    return switch (Planner.plan(spec)) {
      case Planning.Planned planned -> planned.plan();
      case Planning.Refused refused -> throw new AssertionError(refused);
    };
  }

  private static JobSpec spec(Chance chance, int number) {
    Resources resources =
        new Resources(chance.between(1, 3), chance.between(1, 2), null, chance.between(1, 2), 0);
    return new JobSpec(
        "default",
        "job-" + number,
        Framework.NONE,
        null,
        null,
        null,
        Command.shell("true"),
        Map.of(),
        resources,
        null,
        null,
        new Parallelism.Auto(),
        new CheckpointSpec("checkpoints", null, Duration.ofSeconds(30), null));
  }
}
