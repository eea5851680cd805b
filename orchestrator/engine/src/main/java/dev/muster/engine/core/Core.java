package dev.muster.engine.core;

import dev.muster.engine.input.Input;
import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Effect;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.Rows;
import dev.muster.engine.step.Moment;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Step;
import dev.muster.engine.step.Transitions;
import dev.muster.engine.world.World;
import dev.muster.spi.Catalog;
import dev.muster.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The heart: a world, and the journal behind it. Stepping runs ahead of the disk by one batch: the
 * world takes over each step at once, the batch is committed, and only then do answers and effects
 * leave. If a step or the commit fails, the world is dropped and read again before the next batch,
 * and nothing has left.
 *
 * <p>Not thread-safe: it belongs to the thread that steps.
 */
public final class Core {
  /** Whoever steps is called every second; a gap longer than this means that it could not run. */
  private static final Duration PAUSE = Duration.ofSeconds(6);

  private final Journal journal;
  private final Reconciler reconciler = new Reconciler();
  private final Map<ProviderId, Catalog> catalogs = new LinkedHashMap<>();
  private World world;
  private boolean dropped;
  private Instant latest;
  private @Nullable Instant awakeSince;

  /** Takes over what the journal holds. */
  public Core(Journal journal) {
    this.journal = journal;
    this.world = read();
    this.latest = newest(world);
  }

  /** The state as last stepped; to be read by the owning thread only. */
  public World world() {
    readAgainIfDropped();
    return world;
  }

  /**
   * Steps through a batch and commits it whole.
   *
   * @param now never taken as earlier than that of a former batch
   * @throws dev.muster.engine.port.JournalException if the batch is not on disk; then nothing of it
   *     has happened
   */
  public Round run(List<Input> inputs, Instant now) {
    comeTo(now);
    inputs.forEach(this::notice);
    readAgainIfDropped();
    try {
      Round round = step(inputs);
      commit(round.commits());
      return round;
    } catch (RuntimeException e) {
      dropped = true;
      throw e;
    }
  }

  /** Time never goes back; a gap in it is a pause of ours and not the silence of others. */
  private void comeTo(Instant now) {
    Instant former = latest;
    latest = now.isAfter(former) ? now : former;
    if (awakeSince == null || former.plus(PAUSE).isBefore(latest)) {
      awakeSince = latest;
    }
  }

  /** What would come of an input; nothing does. */
  public Outcome peek(Input input, Instant now) {
    comeTo(now);
    readAgainIfDropped();
    return Transitions.step(world, input, moment());
  }

  private Moment moment() {
    return new Moment(latest, Objects.requireNonNull(awakeSince));
  }

  private Round step(List<Input> inputs) {
    List<Step> answers = new ArrayList<>();
    List<Commit> commits = new ArrayList<>();
    Moment moment = moment();
    for (Input input : inputs) {
      if (input instanceof Input.CapacityObserved observed) {
        world.apply(observed.provider(), observed.catalog());
      }
      Outcome outcome = Transitions.step(world, input, moment);
      answers.add(outcome.step());
      Commit commit = outcome.commit();
      if (commit != null) {
        world.apply(
            commit.jobs(), commit.claims(), commit.workers(), commit.checkpoints(), commit.keys());
        commit.requests().forEach(world::remember);
        commit.deleted().forEach(world::forget);
        commits.add(commit);
      }
    }
    return new Round(answers, commits);
  }

  /** The effects that are due and not under way; each is taken to be under way from here on. */
  public List<Effect> due() {
    return dropped ? List.of() : reconciler.due(world, latest);
  }

  /** What is true whether or not the batch gets on disk: what was answered, and what there is. */
  private void notice(Input input) {
    if (input instanceof Input.CapacityObserved observed) {
      catalogs.put(observed.provider(), observed.catalog());
    }
    if (input instanceof Input.ClaimObserved observed) {
      reconciler.answered(observed.claim(), observed.state(), latest);
    }
  }

  private void commit(List<Commit> commits) {
    if (!commits.isEmpty()) {
      journal.commit(commits);
    }
  }

  private void readAgainIfDropped() {
    if (dropped) {
      world = read();
      dropped = false;
    }
  }

  /** The clock may have been set back since; what has happened has happened before now. */
  private static Instant newest(World world) {
    return world.jobs().stream()
        .map(job -> job.state().since())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private World read() {
    Rows rows = journal.load();
    World read = World.of(rows.jobs(), rows.claims(), rows.workers(), rows.checkpoints());
    catalogs.forEach(read::apply);
    return read;
  }
}
