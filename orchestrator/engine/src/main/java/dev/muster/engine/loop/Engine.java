package dev.muster.engine.loop;

import dev.muster.engine.core.Core;
import dev.muster.engine.core.Round;
import dev.muster.engine.direct.Directives;
import dev.muster.engine.input.Input;
import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Effects;
import dev.muster.engine.port.Folders;
import dev.muster.engine.port.Journal;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.World;
import dev.muster.model.JobId;
import dev.muster.model.agent.Directive;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The running engine. Callers put inputs into a bounded queue; one thread takes what has gathered,
 * steps it, commits it as one batch, and then lets go of answers, directives, effects and history.
 * So a disk that takes 5 ms to sync does not limit the engine to 200 orders a second.
 */
public final class Engine implements AutoCloseable {
  /** Inputs that may wait; one more is refused, and the caller is told to come back. */
  public static final int WAITING_MAX = 10_000;

  private static final int BATCH_MAX = 1_000;
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  /** An input and who waits for its answer. */
  private record Waiting(Input input, CompletableFuture<Step> answer) {}

  private final Core core;
  private final Effects effects;
  private final InstantSource clock;
  private final DirectiveBoard board;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
  private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closing;

  /** An engine over what the journal holds; it does nothing before {@link #start}. */
  public Engine(Journal journal, Effects effects, Folders folders, InstantSource clock) {
    this.core = new Core(journal);
    this.effects = effects;
    this.clock = clock;
    this.board = new DirectiveBoard(new Directives(folders));
    this.thread = Thread.ofPlatform().name("engine").unstarted(this::run);
  }

  /** Puts up the directives of all open claims and begins to step. */
  public void start() {
    core.world().claims().forEach(this::post);
    thread.start();
  }

  /**
   * Hands over an input.
   *
   * @return the answer, once what it changed is on disk; fails with {@link
   *     dev.muster.engine.port.JournalException} if that was not possible, with {@link
   *     RejectedExecutionException} when too many wait or the engine is closed
   */
  public CompletableFuture<Step> offer(Input input) {
    Waiting waiting = new Waiting(input, new CompletableFuture<>());
    if (closing || !queue.offer(waiting)) {
      waiting
          .answer()
          .completeExceptionally(
              new RejectedExecutionException(
                  closing
                      ? "the server is closing"
                      : "%d inputs wait (expected: fewer)".formatted(WAITING_MAX)));
    }
    return waiting.answer();
  }

  /** What is wanted of a node's agent now. */
  public Directive directive(ClaimId claim, int node) {
    return board.directive(claim, node);
  }

  /** The same, once it is newer than {@code afterRevision} or the time is over. */
  public Directive awaitDirective(ClaimId claim, int node, long afterRevision, Duration atMost)
      throws InterruptedException {
    return board.await(claim, node, afterRevision, atMost);
  }

  /** Calls {@code listener} on the engine's thread after every commit; it must be quick. */
  public void onCommit(Consumer<Commit> listener) {
    listeners.add(listener);
  }

  /** Stops stepping after what waits is done, or after ten seconds. */
  @Override
  public void close() {
    closing = true;
    queue.offer(new Waiting(new Input.Tick(), new CompletableFuture<>()));
    try {
      thread.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    while (take(batch)) {
      step(batch);
      batch.clear();
    }
  }

  /** Waits for one input and takes what has gathered behind it; false when the engine closes. */
  private boolean take(List<Waiting> batch) {
    if (!closing) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        closing = true;
      }
    }
    queue.drainTo(batch, BATCH_MAX - batch.size());
    return !batch.isEmpty();
  }

  private void step(List<Waiting> batch) {
    try {
      Round round = core.run(batch.stream().map(Waiting::input).toList(), clock.instant());
      publish(round.commits());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(round.answers().get(i));
      }
      core.due(clock.instant()).forEach(effects::release);
    } catch (RuntimeException e) {
      batch.forEach(w -> w.answer().completeExceptionally(e));
    }
  }

  private void publish(List<Commit> commits) {
    Set<JobId> jobs = new HashSet<>();
    for (Commit commit : commits) {
      commit.jobs().forEach(j -> jobs.add(j.id()));
      commit.claims().forEach(c -> removeIfClosed(c));
    }
    World world = core.world();
    world.claims().stream().filter(c -> jobs.contains(c.job())).forEach(this::post);
    commits.forEach(c -> listeners.forEach(l -> l.accept(c)));
  }

  private void removeIfClosed(Claim claim) {
    if (claim.closed()) {
      board.remove(claim.id());
    }
  }

  private void post(Claim claim) {
    Job job = core.world().job(claim.job());
    if (job != null && claim.wanted()) {
      board.post(job, claim, core.world().workers(claim.id()).get(0));
    } else {
      board.remove(claim.id());
    }
  }
}
