package dev.muster.testkit.sim;

import static dev.muster.testkit.sim.Simulation.require;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Rows;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Checkpoint.State;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Verb;
import dev.muster.model.JobId;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.model.run.Resumption;
import dev.muster.spi.ClaimId;
import dev.muster.store.SqliteStore;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees everything that gets on disk, in its order, and compares it with what really happened. */
final class Witness {
  /** What was seen of one job. */
  private static final class Seen {
    private final Ladder ladder = new Ladder();
    private final Map<Verb, Integer> requested = new EnumMap<>(Verb.class);
    private @Nullable Verb pending;
    private int running;
    private int ended;
  }

  private final SqliteStore store;
  private final Map<JobId, Seen> jobs = new HashMap<>();
  private final Map<ClaimId, Claim> open = new LinkedHashMap<>();
  private final Set<JobId> unfinished = new HashSet<>();
  private @Nullable Truth truth;

  Witness(SqliteStore store) {
    this.store = store;
  }

  /** What it compares with. */
  void compareWith(Truth with) {
    truth = with;
  }

  /** How often an order of a kind was journaled for a job. */
  int requested(JobId job, Verb verb) {
    return seen(job).requested.getOrDefault(verb, 0);
  }

  /** Whether no job and no claim is left to look after. */
  boolean idle() {
    return unfinished.isEmpty() && open.isEmpty();
  }

  private Seen seen(JobId job) {
    return jobs.computeIfAbsent(job, j -> new Seen());
  }

  /** This is on disk now. */
  void see(Commit commit) {
    commit.claims().forEach(this::see);
    checkCapacity();
    for (Job job : commit.jobs()) {
      unfinished.add(job.id());
      if (job.finished()) {
        unfinished.remove(job.id());
      }
      seen(job.id()).ladder.reached(job, truth().reached(job.id()));
      attempts(job, seen(job.id()));
    }
    for (Event event : commit.events()) {
      Job job =
          commit.jobs().stream().filter(j -> j.id().equals(event.job())).findFirst().orElse(null);
      see(event, seen(event.job()), job, commit.at());
    }
  }

  private void see(Claim claim) {
    open.put(claim.id(), claim);
    if (claim.closed()) {
      open.remove(claim.id());
    }
  }

  private void checkCapacity() {
    Set<JobId> holding = new HashSet<>();
    int charged = 0;
    for (Claim claim : open.values()) {
      charged += claim.nodes() * claim.node().cores();
      require(holding.add(claim.job()), "two claims of " + claim.job());
    }
    require(
        charged <= Simulation.CORES,
        "%d of %d cores are charged".formatted(charged, Simulation.CORES));
  }

  private Truth truth() {
    return Objects.requireNonNull(truth);
  }

  private void attempts(Job job, Seen seen) {
    for (Attempt attempt : job.attempts()) {
      if (attempt.runningAt() != null && attempt.number() > seen.running) {
        seen.running = attempt.number();
        resumed(job, attempt);
      }
      if (attempt.endedAt() != null && attempt.number() > seen.ended) {
        seen.ended = attempt.number();
        Ending ending = Objects.requireNonNull(attempt.ending());
        if (ending.outcome() == Outcome.FAILED) {
          truth().check(job, attempt, Objects.requireNonNull(ending.cause()));
        }
      }
    }
  }

  private void see(Event event, Seen seen, @Nullable Job job, Instant at) {
    switch (event.type()) {
      case JOB_CANCEL_REQUESTED -> ordered(seen, Verb.CANCEL);
      case JOB_SUSPEND_REQUESTED -> ordered(seen, Verb.SUSPEND);
      case JOB_RESUME_REQUESTED -> ordered(seen, Verb.RESUME);
      case JOB_RESTART_REQUESTED -> {
        ordered(seen, Verb.RESTART);
        seen.ladder.forgive();
      }
      case JOB_SUSPENDED -> {
        require(seen.pending == Verb.SUSPEND, event.job() + " is suspended by nobody");
        seen.pending = null;
      }
      case ATTEMPT_STARTED -> {
        boolean unwanted = seen.pending == Verb.SUSPEND || seen.pending == Verb.CANCEL;
        require(!unwanted, "%s starts in spite of %s".formatted(event.job(), seen.pending));
        seen.pending = null;
      }
      case JOB_RECOVERS -> {
        Attempt last = Objects.requireNonNull(Objects.requireNonNull(job).attempt());
        Attempt ended = last.endedAt() == null ? job.attempts().get(last.number() - 2) : last;
        seen.ladder.recovered(
            job, Objects.requireNonNull(Objects.requireNonNull(ended.ending()).cause()));
      }
      case JOB_ADMITTED -> admitted(Objects.requireNonNull(job), at);
      case CHECKPOINT_VERIFIED -> kept(event.job());
      case JOB_FINISHED -> finished(seen, Objects.requireNonNull(job));
      case JOB_SUBMITTED,
          JOB_WAITING,
          CLAIM_MOVED,
          ATTEMPT_RUNNING,
          ATTEMPT_STEPPED,
          ATTEMPT_DRAINING,
          ATTEMPT_ENDED,
          WORKER_JOINED,
          WORKER_MOVED,
          RANK_STARTED,
          RANK_EXITED,
          CHECKPOINT_WRITTEN,
          CHECKPOINT_BROKEN,
          CHECKPOINT_PRUNED -> {}
    }
  }

  private static void ordered(Seen seen, Verb verb) {
    seen.requested.merge(verb, 1, Integer::sum);
    seen.pending = verb;
  }

  private static void finished(Seen seen, Job job) {
    Ending ending = ((JobState.Finished) job.state()).ending();
    if (seen.pending == Verb.CANCEL) {
      require(ending.outcome() == Outcome.CANCELLED, job.id() + " was cancelled and " + ending);
    }
    require(seen.pending != Verb.SUSPEND, job.id() + " was suspended and " + ending);
    if (ending.outcome() == Outcome.CANCELLED) {
      require(seen.pending == Verb.CANCEL, job.id() + " is cancelled by nobody");
    }
    if (ending.outcome() == Outcome.FAILED) {
      Cause cause = ending.cause();
      require(cause != null, job.id() + " failed without a cause");
      seen.ladder.failed(job, Objects.requireNonNull(cause));
    }
  }

  /** Nobody older could have had this place. */
  private void admitted(Job admitted, Instant at) {
    Rows rows = store.load();
    for (Job other : rows.jobs()) {
      if (other.state() instanceof JobState.Queued queued
          && queued.since().isBefore(at)
          && other.submission().at().isBefore(admitted.submission().at())) {
        boolean returning = rows.claims().stream().anyMatch(c -> c.job().equals(other.id()));
        Instant eta = queued.reason().eta();
        require(
            returning || eta != null,
            "%s is admitted before the older %s".formatted(admitted.id(), other.id()));
      }
    }
  }

  private void kept(JobId job) {
    long verified =
        store.history().checkpoints(job).stream().filter(c -> c.state() == State.VERIFIED).count();
    int keep = truth().keep(job);
    require(verified <= keep, "%s keeps %d of %d checkpoints".formatted(job, verified, keep));
  }

  /** It takes up from the newest checkpoint that can be had. */
  private void resumed(Job job, Attempt attempt) {
    Resumption from = attempt.resumed();
    long step = from == null ? 0 : Objects.requireNonNull(from.step());
    for (Checkpoint other : store.history().checkpoints(job.id())) {
      if (from != null && other.path().equals(from.path()) && other.attempt() < attempt.number()) {
        boolean removed = other.state() == State.PRUNING;
        require(!removed, "%s takes up from what is removed: %s".formatted(job.id(), other));
      }
      if (other.step() > step && other.attempt() < attempt.number()) {
        require(
            !other.usable(),
            "%s takes up from step %d and not from %s".formatted(job.id(), step, other));
        require(
            other.state() != State.BROKEN || !truth().sound(other),
            "%s takes up from step %d, though this is sound: %s".formatted(job.id(), step, other));
      }
    }
  }
}
