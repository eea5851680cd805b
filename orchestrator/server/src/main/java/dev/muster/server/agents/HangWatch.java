package dev.muster.server.agents;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.JobState;
import dev.muster.server.heart.Heart;
import dev.muster.server.live.Lateness;
import dev.muster.server.live.VitalsBoard;
import dev.muster.server.web.Orders;
import dev.muster.server.web.RefusedException;
import dev.muster.spi.ClaimId;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches jobs that say how long their ranks may stay without a step. Time counts from the last new
 * step, or from when this server first saw the attempt run, and only while every agent of it is
 * heard and what it says gets on disk: of an agent that is silent, of a report that waits for a
 * full disk, and of the time in which this process stood still, nobody knows what the ranks have
 * done.
 */
@Singleton
public final class HangWatch {
  private static final Duration WATCH = Duration.ofSeconds(1);

  /** An agent that was not heard for this long may have steps to tell that nobody knows of. */
  private static final Duration HEARD_WITHIN = AgentResource.HEARTBEAT.multipliedBy(3);

  private static final Logger log = LoggerFactory.getLogger(HangWatch.class);

  /** An attempt that runs; {@code sinceNanos} is when it was last known to get on. */
  private record Running(int attempt, long sinceNanos, boolean told) {}

  private final Heart heart;
  private final Orders orders;
  private final Desk desk;
  private final VitalsBoard vitals;
  private final Map<JobId, Running> running = new ConcurrentHashMap<>();
  private final Lateness lateness = new Lateness(WATCH, System.nanoTime());

  HangWatch(Heart heart, Orders orders, Desk desk, VitalsBoard vitals) {
    this.heart = heart;
    this.orders = orders;
    this.desk = desk;
    this.vitals = vitals;
  }

  /** Begins to watch. */
  @PostConstruct
  void open() {
    heart.ticker().every(WATCH, "hangs", () -> watch(System.nanoTime()));
  }

  /** A rank has come to a step where none was before. */
  void stepped(JobId job, int attempt) {
    running.computeIfPresent(
        job,
        (id, was) ->
            was.attempt() == attempt ? new Running(attempt, System.nanoTime(), false) : was);
  }

  private void watch(long now) {
    Duration pause = lateness.at(now);
    running.replaceAll((job, was) -> later(was, pause));
    running.keySet().removeIf(job -> heart.census().unfinished(job).isEmpty());
    heart.census().jobs().forEach(job -> watch(job, now));
  }

  private static Running later(Running was, Duration pause) {
    return pause.isZero()
        ? was
        : new Running(was.attempt(), was.sinceNanos() + pause.toNanos(), was.told());
  }

  private void watch(Job job, long now) {
    Duration allowed = job.spec().recovery().hangAfter();
    Attempt attempt = job.attempt();
    if (allowed == null || attempt == null || !(job.state() instanceof JobState.Running)) {
      running.remove(job.id());
      return;
    }
    Running known = running.compute(job.id(), (id, was) -> seen(was, job, attempt, now));
    Duration without = Duration.ofNanos(now - known.sinceNanos());
    if (!known.told() && without.compareTo(allowed) >= 0) {
      tell(job, known, without);
    }
  }

  private Running seen(@Nullable Running was, Job job, Attempt attempt, long now) {
    boolean known = was != null && was.attempt() == attempt.number() && heard(job, attempt.claim());
    return known ? Objects.requireNonNull(was) : new Running(attempt.number(), now, false);
  }

  private boolean heard(Job job, ClaimId claim) {
    return IntStream.range(0, job.spec().resources().nodes())
        .allMatch(node -> desk.understands(claim, node, HEARD_WITHIN));
  }

  private void tell(Job job, Running known, Duration without) {
    try {
      orders.give(new Input.RanksHung(job.id(), known.attempt(), without, slowest(job, known)));
      running.replace(job.id(), known, new Running(known.attempt(), known.sinceNanos(), true));
    } catch (RefusedException e) {
      log.warn("job={} hang=untold cause={}", job.id(), e.getMessage());
    }
  }

  private @Nullable Integer slowest(Job job, Running known) {
    return vitals.of(job.id(), known.attempt()).slowest(job.spec());
  }
}
