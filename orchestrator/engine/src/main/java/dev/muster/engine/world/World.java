package dev.muster.engine.world;

import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ProviderId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows: every job that is not over, its claims and workers, and what providers can
 * give. The values are immutable; the maps change only here, one applied step at a time, so that a
 * step costs what it changes and not what there is.
 *
 * <p>Not thread-safe: it belongs to the thread that steps.
 */
public final class World {
  /** How many keys of past submissions are remembered beside the store. */
  private static final int KEYS_MAX = 10_000;

  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<JobName, JobId> unfinished = new LinkedHashMap<>();
  private final TreeSet<Job> queue = new TreeSet<>(Queueing.IN_LINE);
  private final Map<ClaimId, Claim> claims = new LinkedHashMap<>();
  private final Map<ClaimId, SortedMap<Integer, Worker>> workers = new LinkedHashMap<>();
  private final Map<JobId, Map<Checkpoint.Key, Checkpoint>> checkpoints = new LinkedHashMap<>();
  private final Map<ProviderId, Catalog> catalogs = new TreeMap<>(Queueing.BY_NAME);
  private final Map<String, JobId> submissions = new Recent<>(KEYS_MAX);
  private final Map<String, OrderKey> orders = new Recent<>(KEYS_MAX);
  private final Map<String, RequestKey> requests = new Recent<>(KEYS_MAX);
  private final Dependents dependents = new Dependents();
  private final Expiries expiries = new Expiries();

  /** The world as last committed. */
  public static World of(
      Collection<Job> jobs,
      Collection<Claim> claims,
      Collection<Worker> workers,
      Collection<Checkpoint> checkpoints) {
    World world = new World();
    jobs.forEach(world::put);
    claims.forEach(world::put);
    workers.forEach(world::put);
    checkpoints.forEach(world::put);
    return world;
  }

  public @Nullable Job job(JobId id) {
    return jobs.get(id);
  }

  /** The unfinished job of this name; null without one. */
  public @Nullable Job unfinished(JobName name) {
    JobId id = unfinished.get(name);
    return id == null ? null : jobs.get(id);
  }

  /** The job that was submitted under this key, if that is still remembered. */
  public @Nullable JobId submittedAs(String idempotencyKey) {
    return submissions.get(idempotencyKey);
  }

  /** The order that was given under this key, if that is still remembered. */
  public @Nullable OrderKey orderedAs(String idempotencyKey) {
    return orders.get(idempotencyKey);
  }

  /** The jobs that were submitted together under this key, if that is still remembered. */
  public @Nullable RequestKey requestedAs(String idempotencyKey) {
    return requests.get(idempotencyKey);
  }

  /** The unfinished jobs that wait for this one to succeed. */
  public Set<JobId> dependents(JobId job) {
    return dependents.of(job);
  }

  /** Every job that is not forgotten. */
  public Collection<Job> jobs() {
    return Collections.unmodifiableCollection(jobs.values());
  }

  /** Every job that stands in line for capacity, the first in line first. */
  public SortedSet<Job> line() {
    return Collections.unmodifiableSortedSet(queue);
  }

  /** The jobs that have taken longer by now than their manifests allow. */
  public List<JobId> expired(Instant now) {
    return expiries.by(now);
  }

  public @Nullable Claim claim(ClaimId id) {
    return claims.get(id);
  }

  /** Every claim that is not closed. */
  public Collection<Claim> claims() {
    return Collections.unmodifiableCollection(claims.values());
  }

  /** The workers of a claim that have joined, by node rank. */
  public SortedMap<Integer, Worker> workers(ClaimId claim) {
    SortedMap<Integer, Worker> found = workers.get(claim);
    return found == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(found);
  }

  /** The live checkpoints of a job. */
  public Checkpoints checkpoints(JobId job) {
    Map<Checkpoint.Key, Checkpoint> found = checkpoints.get(job);
    return found == null ? Checkpoints.NONE : Checkpoints.of(found.values());
  }

  /** What each provider can give, by provider. */
  public Map<ProviderId, Catalog> catalogs() {
    return Collections.unmodifiableMap(catalogs);
  }

  /** Takes over rows in their new form; forgets what is over. */
  public void apply(
      List<Job> newJobs,
      List<Claim> newClaims,
      List<Worker> newWorkers,
      List<Checkpoint> newCheckpoints,
      List<OrderKey> newKeys) {
    newJobs.forEach(this::put);
    newWorkers.forEach(this::put);
    newClaims.forEach(this::put);
    newCheckpoints.forEach(this::put);
    newKeys.forEach(order -> orders.put(order.key(), order));
    newJobs.forEach(this::forgetIfOver);
    newClaims.forEach(this::forgetIfClosed);
  }

  /** Takes over what a provider can give. This is observed again at every start, never stored. */
  public void apply(ProviderId provider, Catalog catalog) {
    catalogs.put(provider, catalog);
  }

  /** Remembers that several jobs were submitted together. */
  public void remember(RequestKey request) {
    requests.put(request.key(), request);
  }

  /** Forgets a job that was deleted. */
  public void forget(JobId job) {
    jobs.remove(job);
    checkpoints.remove(job);
    submissions.values().removeIf(job::equals);
  }

  private void put(Job job) {
    Job former = jobs.put(job.id(), job);
    if (former != null) {
      queue.remove(former);
    }
    if (job.inLine()) {
      queue.add(job);
    }
    dependents.put(job);
    expiries.put(job);
    if (job.finished()) {
      unfinished.remove(job.name(), job.id());
    } else {
      unfinished.put(job.name(), job.id());
    }
    String key = job.submission().idempotencyKey();
    if (key != null) {
      submissions.put(key, job.id());
    }
  }

  private void put(Claim claim) {
    claims.put(claim.id(), claim);
  }

  private void put(Worker worker) {
    workers.computeIfAbsent(worker.claim(), c -> new TreeMap<>()).put(worker.node(), worker);
  }

  private void put(Checkpoint checkpoint) {
    Map<Checkpoint.Key, Checkpoint> ofJob =
        checkpoints.computeIfAbsent(checkpoint.job(), j -> new LinkedHashMap<>());
    if (checkpoint.live()) {
      ofJob.put(checkpoint.key(), checkpoint);
    } else {
      ofJob.remove(checkpoint.key());
    }
  }

  private void forgetIfClosed(Claim claim) {
    if (claim.closed()) {
      claims.remove(claim.id());
      workers.remove(claim.id());
      Job job = jobs.get(claim.job());
      if (job != null) {
        forgetIfOver(job);
      }
    }
  }

  private void forgetIfOver(Job job) {
    if (job.finished() && claims.values().stream().noneMatch(c -> c.job().equals(job.id()))) {
      jobs.remove(job.id());
      checkpoints.remove(job.id());
    }
  }
}
