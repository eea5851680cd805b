package dev.muster.server.heart;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Rows;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.spi.ClaimId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The committed rows of everything that is not over, in memory: what heartbeats and streams are
 * checked against many times a second.
 */
public final class Census {
  private final Map<JobId, Job> unfinished = new ConcurrentHashMap<>();
  private final Map<ClaimId, Claim> claims = new ConcurrentHashMap<>();
  private final Map<JobId, Job> claiming = new ConcurrentHashMap<>();

  /** What the journal holds before the engine starts. */
  static Census of(Rows rows) {
    Census census = new Census();
    rows.jobs().forEach(census::put);
    rows.claims().forEach(census::put);
    rows.jobs().forEach(job -> census.forgetIfOver(job.id()));
    return census;
  }

  /** Takes over what was committed. */
  void take(Commit commit) {
    commit.jobs().forEach(this::put);
    commit.claims().forEach(this::put);
    commit.jobs().forEach(job -> forgetIfOver(job.id()));
    commit.claims().forEach(claim -> forgetIfOver(claim.job()));
  }

  /** The job, unless it has ended. */
  public Optional<Job> unfinished(JobId job) {
    return Optional.ofNullable(unfinished.get(job));
  }

  /** The number of jobs that have not ended. */
  public int unfinished() {
    return unfinished.size();
  }

  /** Every job that has not ended. */
  public Collection<Job> jobs() {
    return List.copyOf(unfinished.values());
  }

  /** The nodes of every claim that is not closed. */
  public int nodes() {
    return claims.values().stream()
        .map(claim -> claiming.get(claim.job()))
        .filter(Objects::nonNull)
        .mapToInt(job -> job.spec().resources().nodes())
        .sum();
  }

  /** Whether no job and no capacity is left to look after. */
  public boolean idle() {
    return unfinished.isEmpty() && claims.isEmpty();
  }

  /** The claim, unless it is closed. */
  public Optional<Claim> claim(ClaimId claim) {
    return Optional.ofNullable(claims.get(claim));
  }

  /** Whose claim it is, unless the claim is closed; the job may have ended. */
  public Optional<Job> owner(ClaimId claim) {
    return claim(claim).map(open -> claiming.get(open.job()));
  }

  private void put(Job job) {
    claiming.put(job.id(), job);
    if (job.finished()) {
      unfinished.remove(job.id());
    } else {
      unfinished.put(job.id(), job);
    }
  }

  private void put(Claim claim) {
    if (claim.closed()) {
      claims.remove(claim.id());
    } else {
      claims.put(claim.id(), claim);
    }
  }

  /** A job that has ended is remembered for as long as a claim of it is open. */
  private void forgetIfOver(JobId job) {
    if (!unfinished.containsKey(job)
        && claims.values().stream().noneMatch(claim -> claim.job().equals(job))) {
      claiming.remove(job);
    }
  }
}
