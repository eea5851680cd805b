package dev.muster.testkit.sim;

import dev.muster.engine.direct.Directives;
import dev.muster.engine.input.Input;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.engine.world.World;
import dev.muster.model.JobId;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.JobState;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Receives the agents, for as long as a server's process lives: tells the engine what is new in
 * their reports and deliveries, who is silent, how far an attempt has come and which one hangs.
 */
final class FrontDesk {
  private static final List<Duration> SILENCES =
      List.of(Duration.ofSeconds(45), Duration.ofMinutes(3));
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final Duration LATE = Duration.ofSeconds(5);
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(15);
  private static final Duration STEPS = Duration.ofSeconds(10);

  private record Place(ClaimId claim, int node) {}

  private static final class Seat {
    private @Nullable Worker taken;
    private long sequence = -1;
    private Instant heard;
    private Instant understood;
    private int silencesTold;

    Seat(Instant heard) {
      this.heard = heard;
      this.understood = heard;
    }

    private void excuse(Duration pause, Instant now) {
      heard = earlier(heard.plus(pause), now);
      understood = earlier(understood.plus(pause), now);
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }

  private record Told(int attempt, long step, Instant at) {}

  private record Running(int attempt, Instant since, boolean told) {}

  private final SimulatedServer server;
  private final Deliveries deliveries;
  private final Map<Place, Seat> seats = new LinkedHashMap<>();
  private final Map<JobId, Told> steps = new HashMap<>();
  private final Map<JobId, Running> running = new LinkedHashMap<>();
  private Instant watched;

  FrontDesk(SimulatedServer server, Deliveries deliveries, World world) {
    this.server = server;
    this.deliveries = deliveries;
    this.watched = now();
    for (Claim claim : world.claims()) {
      world.workers(claim.id()).values().forEach(this::expect);
    }
    server.process().after(WATCH, this::watch);
  }

  private void expect(Worker worker) {
    Seat seat = new Seat(now());
    seat.taken = worker;
    seats.put(new Place(worker.claim(), worker.node()), seat);
  }

  private Instant now() {
    return server.clock().instant();
  }

  /** Takes a report; the answer is what is wanted of the agent once the report is on disk. */
  void report(WorkerReport report, Consumer<Directive> answer) {
    Worker worker = Worker.of(report);
    Place place = new Place(worker.claim(), worker.node());
    Seat seat = seats.computeIfAbsent(place, p -> new Seat(now()));
    seat.heard = now();
    seat.silencesTold = 0;
    deliveries.hear(place.claim(), place.node(), now());
    Worker former = seat.taken;
    boolean same = former != null && former.instance().equals(report.instance());
    if ((same && report.sequence() <= seat.sequence) || worker.equals(former)) {
      seat.understood = now();
      answer.accept(server.directive(place.claim(), place.node()));
      return;
    }
    conclude(former, worker);
    server.offer(
        new Input.WorkerReported(worker),
        step -> {
          if (step instanceof Step.Rejected) {
            answer.accept(Directives.exit());
            return;
          }
          seat.understood = now();
          seat.taken = worker;
          seat.sequence = Math.max(seat.sequence, report.sequence());
          answer.accept(server.directive(place.claim(), place.node()));
        });
  }

  /** Ranks have ended, so no further step can come: the last one is told first. */
  private void conclude(@Nullable Worker former, Worker worker) {
    boolean over =
        worker.phase() == WorkerPhase.STOPPED
            || worker.ranks().stream()
                .anyMatch(r -> r.exited() && !exited(former, worker, r.rank()));
    Job job = over ? owner(worker.claim()) : null;
    Attempt attempt = job == null ? null : attempt(job, worker.epoch());
    if (job != null && attempt != null) {
      deliveries.conclude(job.id(), attempt.number());
      tellStep(job.id(), attempt.number(), Duration.ZERO);
    }
  }

  private static boolean exited(@Nullable Worker former, Worker worker, int rank) {
    return former != null
        && former.epoch() == worker.epoch()
        && former.ranks().stream().anyMatch(r -> r.rank() == rank && r.exited());
  }

  private @Nullable Job owner(ClaimId id) {
    World world = server.world();
    Claim claim = world == null ? null : world.claim(id);
    return world == null || claim == null ? null : world.job(claim.job());
  }

  private static @Nullable Attempt attempt(Job job, long epoch) {
    return job.attempts().stream().filter(a -> a.epoch() == epoch).findFirst().orElse(null);
  }

  /** Takes lines; the steps in them are known at once, a checkpoint when it is on disk. */
  void deliver(
      ClaimId claim,
      int node,
      String instance,
      List<SimulatedAgent.Line> lines,
      Consumer<Long> answer) {
    if (server.world() == null) {
      return;
    }
    Job job = owner(claim);
    List<SimulatedAgent.Line> fresh =
        lines.stream().filter(line -> line.offset() > deliveries.taken(instance)).toList();
    if (job != null) {
      fresh.forEach(line -> reached(job, line));
    }
    take(job, instance, fresh, lines.getLast().offset(), answer);
  }

  private void reached(Job job, SimulatedAgent.Line line) {
    Attempt attempt = attempt(job, line.epoch());
    if (attempt != null) {
      reached(job.id(), attempt.number(), line.step());
    }
  }

  private void take(
      @Nullable Job job,
      String instance,
      List<SimulatedAgent.Line> lines,
      long end,
      Consumer<Long> answer) {
    for (int i = 0; i < lines.size(); i++) {
      SimulatedAgent.Line line = lines.get(i);
      Attempt attempt = job == null ? null : attempt(job, line.epoch());
      if (job != null && attempt != null && line.path() != null) {
        List<SimulatedAgent.Line> rest = lines.subList(i + 1, lines.size());
        server.offer(
            new Input.CheckpointAnnounced(job.id(), attempt.number(), line.step(), line.path()),
            step -> {
              deliveries.take(instance, line.offset());
              take(job, instance, rest, end, answer);
            });
        return;
      }
      deliveries.take(instance, line.offset());
    }
    answer.accept(end);
  }

  private void reached(JobId job, int attempt, long step) {
    if (step > deliveries.step(job, attempt)) {
      deliveries.reached(job, attempt, step);
      running.computeIfPresent(
          job, (j, was) -> was.attempt() == attempt ? new Running(attempt, now(), false) : was);
    }
    tellStep(job, attempt, STEPS);
  }

  private void tellStep(JobId job, int attempt, Duration pause) {
    long step = deliveries.step(job, attempt);
    Told former = steps.get(job);
    boolean newer = former == null || former.attempt() < attempt;
    boolean due =
        former != null
            && former.attempt() == attempt
            && former.step() < step
            && !former.at().plus(pause).isAfter(now());
    if (step > 0 && (newer || due)) {
      Instant at = now();
      server.offer(
          new Input.StepReached(job, attempt, step),
          told -> steps.put(job, new Told(attempt, step, at)));
    }
  }

  /** A watch that comes late was asleep, and so has heard nobody. */
  private void watch() {
    Duration late = Duration.between(watched.plus(WATCH), now());
    watched = now();
    if (late.compareTo(LATE) >= 0) {
      seats.values().forEach(seat -> seat.excuse(late, now()));
      running.replaceAll(
          (j, was) -> new Running(was.attempt(), was.since().plus(late), was.told()));
    }
    World world = server.world();
    if (world != null) {
      seats.keySet().removeIf(place -> world.claim(place.claim()) == null);
      seats.values().forEach(this::suspect);
      running.keySet().removeIf(job -> world.job(job) == null);
      List.copyOf(world.jobs()).forEach(this::follow);
    }
    server.process().after(WATCH, this::watch);
  }

  private void suspect(Seat seat) {
    Duration silence = Duration.between(seat.heard, now());
    Worker worker = seat.taken;
    int told = seat.silencesTold;
    boolean due = told < SILENCES.size() && silence.compareTo(SILENCES.get(told)) >= 0;
    if (due && worker != null && worker.phase() != WorkerPhase.STOPPED) {
      server.offer(
          new Input.WorkerSilent(worker.claim(), worker.node(), worker.instance(), silence),
          step -> seat.silencesTold = Math.max(seat.silencesTold, told + 1));
    }
  }

  private void follow(Job job) {
    Duration allowed = job.spec().recovery().hangAfter();
    Attempt attempt = job.attempt();
    if (allowed == null || attempt == null || !(job.state() instanceof JobState.Running)) {
      running.remove(job.id());
      return;
    }
    Running was = running.get(job.id());
    boolean known = was != null && was.attempt() == attempt.number() && heard(job, attempt.claim());
    Running is = known && was != null ? was : new Running(attempt.number(), now(), false);
    running.put(job.id(), is);
    Duration without = Duration.between(is.since(), now());
    if (!is.told() && without.compareTo(allowed) >= 0) {
      server.offer(
          new Input.RanksHung(job.id(), is.attempt(), without, null),
          step -> running.replace(job.id(), is, new Running(is.attempt(), is.since(), true)));
    }
  }

  /** An agent whose word could not be put on disk may have said that all is over. */
  private boolean heard(Job job, ClaimId claim) {
    return IntStream.range(0, job.spec().resources().nodes())
        .mapToObj(node -> seats.get(new Place(claim, node)))
        .allMatch(seat ->
            seat != null && Duration.between(seat.understood, now()).compareTo(HEARD_WITHIN) < 0);
  }
}
