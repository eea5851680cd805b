package dev.muster.engine.step;

import dev.muster.engine.port.Commit;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoints;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.RequestKey;
import dev.muster.engine.world.Worker;
import dev.muster.engine.world.World;
import dev.muster.model.JobId;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one step, laid over a world that stays as it is. Reads see the draft first, so
 * that one thought can build on another within a step.
 */
final class Draft {
  private final World world;
  private final Moment moment;
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<ClaimId, Claim> claims = new LinkedHashMap<>();
  private final Map<ClaimId, SortedMap<Integer, Worker>> workers = new LinkedHashMap<>();
  private final Map<Checkpoint.Key, Checkpoint> checkpoints = new LinkedHashMap<>();
  private final List<OrderKey> keys = new ArrayList<>();
  private final List<RequestKey> requests = new ArrayList<>();
  private final List<JobId> deleted = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  Draft(World world, Moment moment) {
    this.world = world;
    this.moment = moment;
  }

  World world() {
    return world;
  }

  Instant now() {
    return moment.now();
  }

  /** Whether a wait has lasted longer than allowed. */
  boolean passed(Instant since, Duration allowed) {
    return moment.passed(since, allowed);
  }

  /** The job; null when it is over and forgotten. */
  @Nullable Job find(JobId id) {
    Job drafted = jobs.get(id);
    return drafted != null ? drafted : world.job(id);
  }

  /** The job, which must exist. */
  Job job(JobId id) {
    return Objects.requireNonNull(find(id), "job " + id);
  }

  /** The claim, which must exist. */
  Claim claim(ClaimId id) {
    Claim drafted = claims.get(id);
    return drafted != null ? drafted : Objects.requireNonNull(world.claim(id), "claim " + id);
  }

  /** Every claim of the world, in its drafted form, and the new ones. */
  List<Claim> claims() {
    Map<ClaimId, Claim> all = new LinkedHashMap<>();
    world.claims().forEach(c -> all.put(c.id(), c));
    all.putAll(claims);
    return List.copyOf(all.values());
  }

  /** The workers of a claim that have joined, by node rank. */
  SortedMap<Integer, Worker> workers(ClaimId claim) {
    SortedMap<Integer, Worker> all = new TreeMap<>(world.workers(claim));
    SortedMap<Integer, Worker> drafted = workers.get(claim);
    if (drafted != null) {
      all.putAll(drafted);
    }
    return all;
  }

  /** The live checkpoints of a job. */
  Checkpoints checkpoints(JobId job) {
    Map<Checkpoint.Key, Checkpoint> all = new LinkedHashMap<>();
    world.checkpoints(job).all().forEach(c -> all.put(c.key(), c));
    checkpoints.values().stream()
        .filter(c -> c.job().equals(job))
        .forEach(c -> all.put(c.key(), c));
    return Checkpoints.of(all.values());
  }

  /** The jobs that were changed in this step. */
  List<Job> changed() {
    return List.copyOf(jobs.values());
  }

  /** The jobs that stand in line for capacity, the first first. */
  Line line() {
    return new Line(this);
  }

  void put(Job job) {
    jobs.put(job.id(), job);
  }

  void put(Claim claim) {
    claims.put(claim.id(), claim);
  }

  void put(Worker worker) {
    workers.computeIfAbsent(worker.claim(), c -> new TreeMap<>()).put(worker.node(), worker);
  }

  void put(Checkpoint checkpoint) {
    checkpoints.put(checkpoint.key(), checkpoint);
  }

  void put(OrderKey key) {
    keys.add(key);
  }

  void put(RequestKey request) {
    requests.add(request);
  }

  void delete(JobId job) {
    deleted.add(job);
  }

  /** Adds to the history; {@code detail} is name, value, name, value, … */
  void record(JobId job, EventType type, String summary, String... detail) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i + 1 < detail.length; i += 2) {
      named.put(detail[i], detail[i + 1]);
    }
    events.add(new Event(job, type, summary, named));
  }

  /** The answer and what has to be journaled before it goes out. */
  Outcome outcome(String ifNothingChanged) {
    return outcome(ifNothingChanged, List.of());
  }

  /** The same of an order to run jobs, for which these run. */
  Outcome outcome(String ifNothingChanged, List<JobId> run) {
    Needs.tellDependents(this);
    Commit commit = commit();
    if (jobs.isEmpty() && claims.isEmpty() && events.isEmpty() && deleted.isEmpty()) {
      return new Outcome(new Step.Ignored(ifNothingChanged, run), commit.empty() ? null : commit);
    }
    return new Outcome(new Step.Moved(events, run), commit);
  }

  private Commit commit() {
    List<Worker> changed = workers.values().stream().flatMap(w -> w.values().stream()).toList();
    return new Commit(
        now(),
        List.copyOf(jobs.values()),
        List.copyOf(claims.values()),
        changed,
        List.copyOf(checkpoints.values()),
        keys,
        requests,
        deleted,
        events);
  }
}
