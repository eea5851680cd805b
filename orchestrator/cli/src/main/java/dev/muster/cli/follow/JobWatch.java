package dev.muster.cli.follow;

import dev.muster.api.EventList;
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
import dev.muster.client.ProblemException;
import dev.muster.client.UnreachableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks for one job again and again. When the server does not answer, it is looked for for a while:
 * it may come back, and elsewhere, or be started again. What was told before is not told again.
 */
public final class JobWatch implements AutoCloseable {
  /** Of the history at least so much stays. */
  private static final int EVENTS_KEPT = 10;

  /** Of a long history that is read at once only the end. */
  private static final int EVENTS_MAX = 1000;

  private static final int UNAVAILABLE = 503;

  private final Supplier<Optional<Access>> servers;
  private final InstantSource clock;
  private final Absence absence;
  private final Duration patience;
  private Access access;
  private MusterClient client;
  private Snapshot last;
  private long lastEvent;

  /**
   * @param servers where the server is after it was lost; empty when it is nowhere
   * @param patience how long it may stay away
   * @param nanos a clock that nobody sets
   */
  public JobWatch(
      Access access,
      JobView job,
      Supplier<Optional<Access>> servers,
      InstantSource clock,
      LongSupplier nanos,
      Duration patience) {
    this.access = access;
    this.client = new MusterClient(access);
    this.servers = servers;
    this.clock = clock;
    this.absence = new Absence(nanos);
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
   * @param detailed whether ranks are asked for too
   * @throws FailureException if the server has stayed away for too long
   */
  public Snapshot look(boolean detailed) {
    try {
      JobView job = job();
      List<RankView> ranks = detailed ? client.ranks(ref()).items() : List.of();
      last = new Snapshot(job, ranks, events(), clock.instant(), null);
      absence.ends();
      return last;
    } catch (UnreachableException e) {
      return missing(e);
    } catch (ProblemException e) {
      if (e.problem().status() != UNAVAILABLE) {
        throw e;
      }
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

  /** The history that is new, behind enough of the old one. */
  private List<EventView> events() {
    List<EventView> all = new ArrayList<>();
    EventList page = client.events(ref(), lastEvent);
    all.addAll(page.items());
    while (page.next() != null) {
      page = client.events(ref(), all.getLast().id());
      all.addAll(page.items());
    }
    if (all.isEmpty()) {
      return last.events();
    }
    lastEvent = all.getLast().id();
    int old = Math.clamp(EVENTS_KEPT - all.size(), 0, last.events().size());
    all.addAll(0, last.events().subList(last.events().size() - old, last.events().size()));
    return all.subList(Math.max(0, all.size() - EVENTS_MAX), all.size());
  }

  private Snapshot missing(RuntimeException e) {
    Duration away = absence.goesOn();
    if (away.compareTo(patience) >= 0) {
      throw new FailureException(
          ExitCode.UNREACHABLE,
          "the server at %s has not answered for %d s; job %s goes on without us"
              .formatted(access.server(), away.toSeconds(), ref().name()),
          "muster attach " + ref().name(),
          e);
    }
    return last.troubled(clock.instant(), looked());
  }

  /** Looks for the server, and says how that went. */
  private String looked() {
    try {
      servers.get().filter(found -> !found.equals(access)).ifPresent(this::turnTo);
      return "the server does not answer; trying again …";
    } catch (FailureException e) {
      return "the server cannot be started again: "
          + e.what().lines().findFirst().orElse("nobody says why");
    }
  }

  private void turnTo(Access found) {
    client.close();
    access = found;
    client = new MusterClient(found);
  }
}
