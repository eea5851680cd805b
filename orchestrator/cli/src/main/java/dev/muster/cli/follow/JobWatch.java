package dev.muster.cli.follow;

import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.api.RankView;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.text.Snapshot;
import dev.muster.client.Access;
import dev.muster.client.JobQuery;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.client.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one job again and again. When the server does not answer, it is looked for for a while:
 * it may come back, and elsewhere.
 */
public final class JobWatch implements AutoCloseable {
  private static final int EVENTS_MAX = 10;

  private final Supplier<Optional<Access>> servers;
  private final InstantSource clock;
  private final Duration patience;
  private Access access;
  private MusterClient client;
  private Snapshot last;
  private long lastEvent;
  private @Nullable Instant lostSince;

  /**
   * @param servers where the server is now; empty when it is nowhere
   * @param patience how long it may stay away
   */
  public JobWatch(
      Access access,
      JobView job,
      Supplier<Optional<Access>> servers,
      InstantSource clock,
      Duration patience) {
    this.access = access;
    this.client = new MusterClient(access);
    this.servers = servers;
    this.clock = clock;
    this.patience = patience;
    this.last = new Snapshot(job, List.of(), List.of(), clock.instant(), null);
  }

  /** The job that is watched. */
  public JobRef ref() {
    return new JobRef(last.job().project(), last.job().name());
  }

  /** Who answers questions about it. */
  public MusterClient client() {
    return client;
  }

  /**
   * The job as it is now, or as it was when the server was last heard.
   *
   * @param detailed whether ranks and history are asked for too
   * @throws FailureException if the server has stayed away for too long
   */
  public Snapshot look(boolean detailed) {
    try {
      JobView job = job();
      List<RankView> ranks = detailed ? client.ranks(ref()).items() : List.of();
      List<EventView> events = detailed ? events() : List.of();
      last = new Snapshot(job, ranks, events, clock.instant(), null);
      lostSince = null;
      return last;
    } catch (UnreachableException e) {
      return missing(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** A finished name may be taken by another job: ours is then found by its id. */
  private JobView job() {
    JobView job = client.job(ref());
    if (job.id().equals(last.job().id())) {
      return job;
    }
    return client.jobs(new JobQuery(job.project(), null, null, null)).items().stream()
        .filter(other -> other.id().equals(last.job().id()))
        .findFirst()
        .orElse(last.job());
  }

  private List<EventView> events() {
    List<EventView> fresh = client.events(ref(), lastEvent).items();
    if (fresh.isEmpty()) {
      return last.events();
    }
    lastEvent = fresh.getLast().id();
    List<EventView> all = new ArrayList<>(last.events());
    all.addAll(fresh);
    return all.subList(Math.max(0, all.size() - EVENTS_MAX), all.size());
  }

  private Snapshot missing(UnreachableException e) {
    Instant now = clock.instant();
    Instant since = lostSince == null ? now : lostSince;
    Duration away = Duration.between(since, now);
    if (away.compareTo(patience) >= 0) {
      throw new FailureException(
          ExitCode.UNREACHABLE,
          "the server at %s has not answered for %d s; job %s goes on without us"
              .formatted(e.server(), away.toSeconds(), ref().name()),
          "once the server is back: muster attach " + ref().name(),
          e);
    }
    lostSince = since;
    servers.get().filter(found -> !found.equals(access)).ifPresent(this::turnTo);
    return last.troubled(now, "the server does not answer; trying again …");
  }

  private void turnTo(Access found) {
    client.close();
    access = found;
    client = new MusterClient(found);
  }
}
