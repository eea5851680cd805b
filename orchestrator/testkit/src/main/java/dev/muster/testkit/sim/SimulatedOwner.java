package dev.muster.testkit.sim;

import dev.muster.engine.input.Input;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Submission;
import dev.muster.engine.world.Verb;
import dev.muster.model.JobId;
import dev.muster.model.plan.Plan;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Timing;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person with one job: sends each order under one key until it is answered, sometimes once more
 * for good measure, and changes their mind now and then. Who suspends goes on some time, or
 * cancels.
 */
final class SimulatedOwner {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration THOUGHT = Duration.ofMinutes(6);
  private static final int ORDERS_MAX = 4;

  private final Cluster cluster;
  private final int number;
  private final Temper temper;
  private final JobSpec spec;
  private final Deque<Verb> orders = new ArrayDeque<>();
  private final Set<String> answered = new HashSet<>();
  private final Map<Verb, Integer> given = new EnumMap<>(Verb.class);
  private int sent;
  private int keys;
  private @Nullable JobId acknowledged;
  private boolean cancelled;

  SimulatedOwner(Cluster cluster, int number) {
    this.cluster = cluster;
    this.number = number;
    this.temper = Temper.of(cluster.chance());
    this.spec = spec(cluster.chance(), number, temper);
    cluster.expect("job%03d".formatted(number), temper);
    think();
  }

  private void think() {
    Chance chance = cluster.chance();
    int wishes = chance.of(0.5) ? 0 : chance.between(1, ORDERS_MAX);
    for (int i = 0; i < wishes; i++) {
      Verb verb = chance.oneOf(List.of(Verb.values()));
      orders.add(verb);
      if (verb == Verb.CANCEL) {
        return;
      }
    }
    if (orders.contains(Verb.SUSPEND)) {
      orders.add(Verb.RESUME);
    }
  }

  /** The job as acknowledged; null before. */
  @Nullable JobId acknowledged() {
    return acknowledged;
  }

  /** Whether an order to cancel was answered with yes. */
  boolean cancelled() {
    return cancelled;
  }

  /** How many orders of a kind were given, repeats not counted. */
  int given(Verb verb) {
    return given.getOrDefault(verb, 0);
  }

  /** Whether nothing remains to be said. */
  boolean done() {
    return acknowledged != null && orders.isEmpty();
  }

  /** Sends the manifest, and again until it is answered. */
  void submit() {
    if (acknowledged != null) {
      return;
    }
    JobId fresh = new JobId("job%03dx%03d".formatted(number, sent++));
    Input.Submit order = new Input.Submit(fresh, spec, plan(), submission(), List.of());
    cluster
        .network()
        .send(() ->
            cluster.server().submit(order, told -> cluster.network().send(() -> submitted(told))));
    cluster.clock().after(PATIENCE, this::submit);
  }

  private void submitted(JobId told) {
    Simulation.require(
        acknowledged == null || acknowledged.equals(told),
        "one key, two jobs: %s and %s".formatted(acknowledged, told));
    if (acknowledged == null) {
      acknowledged = told;
      goOn();
    }
  }

  private void goOn() {
    Verb next = orders.peek();
    if (next != null) {
      String key = "order-%d-%d".formatted(number, ++keys);
      cluster.clock().after(cluster.chance().upTo(THOUGHT), () -> begin(next, key));
    }
  }

  private void begin(Verb verb, String key) {
    given.merge(verb, 1, Integer::sum);
    give(verb, key);
  }

  private void give(Verb verb, String key) {
    JobId job = acknowledged;
    if (answered.contains(key) || job == null) {
      return;
    }
    Input.Order order = new Input.Order(job, verb, "owner", key);
    cluster
        .network()
        .send(() ->
            cluster
                .server()
                .order(
                    order,
                    step -> {
                      taken(verb, step);
                      cluster.network().send(() -> answered(verb, key));
                    }));
    cluster.clock().after(PATIENCE, () -> give(verb, key));
  }

  /** What the server says is on disk, whether or not we hear it. */
  private void taken(Verb verb, Step step) {
    cancelled |= verb == Verb.CANCEL && step instanceof Step.Moved;
  }

  private void answered(Verb verb, String key) {
    if (answered.contains(key)) {
      return;
    }
    if (cluster.chance().of(0.2)) {
      give(verb, key);
    }
    answered.add(key);
    orders.remove();
    goOn();
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

  private static JobSpec spec(Chance chance, int number, Temper temper) {
    Resources resources =
        new Resources(chance.between(1, 3), chance.between(1, 2), null, chance.between(1, 2), 0);
    return new JobSpec(
        "default",
        "job-" + number,
        Map.of(),
        Framework.NONE,
        null,
        null,
        null,
        Command.shell("true"),
        Launcher.RANK,
        Map.of(),
        List.of(),
        resources,
        null,
        null,
        new Parallelism.Auto(),
        new CheckpointSpec(
            "checkpoints",
            null,
            Duration.ofSeconds(chance.between(5, 30)),
            null,
            temper.keep(),
            CheckpointSpec.SIGNAL),
        temper.recovery(),
        Timing.DEFAULT);
  }
}
