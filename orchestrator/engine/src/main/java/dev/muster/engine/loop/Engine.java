package dev.muster.engine.loop;

import dev.muster.engine.core.Core;
import dev.muster.engine.core.Round;
import dev.muster.engine.direct.Directives;
import dev.muster.engine.input.Input;
import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Effects;
import dev.muster.engine.port.Folders;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Step;
import dev.muster.model.agent.Directive;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
  private static final String CLOSING = "the server is closing";
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  /** Somebody who waits for an answer. */
  private sealed interface Waiting {
    CompletableFuture<?> answer();

    default void fail(Throwable cause) {
      answer().completeExceptionally(cause);
    }
  }

  /** An input and who waits for its answer. */
  private record Told(Input input, CompletableFuture<Step> answer) implements Waiting {}

  /** One that only wants to know what would come of it. */
  private record Asked(Input input, CompletableFuture<Outcome> answer) implements Waiting {}

  private final Core core;
  private final Effects effects;
  private final InstantSource clock;
  private final DirectiveBoard board;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
  private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * An engine over what the journal holds. It knows at once what is wanted of running agents, and
   * steps from {@link #start} on.
   */
  public Engine(Journal journal, Effects effects, Folders folders, InstantSource clock) {
    this.core = new Core(journal);
    this.effects = effects;
    this.clock = SteadyTime.from(clock);
    this.board = new DirectiveBoard(new Directives(folders));
    this.board.post(core.world());
    this.thread = Thread.ofPlatform().name("engine").unstarted(this::run);
  }

  /** Begins to step. */
  public void start() {
    thread.start();
  }

  /**
   * Hands over an input.
   *
   * @return the answer, once what it changed is on disk; fails with {@link JournalException} if
   *     that was not possible, with {@link RejectedExecutionException} when too many wait or the
   *     engine is closed
   */
  public CompletableFuture<Step> offer(Input input) {
    Told told = new Told(input, new CompletableFuture<>());
    enqueue(told);
    return told.answer();
  }

  /** What would come of an input if it were handed over now; nothing does. */
  public CompletableFuture<Outcome> peek(Input input) {
    Asked asked = new Asked(input, new CompletableFuture<>());
    enqueue(asked);
    return asked.answer();
  }

  private void enqueue(Waiting waiting) {
    if (closing || !queue.offer(waiting)) {
      waiting.fail(
          new RejectedExecutionException(
              closing ? CLOSING : "%d inputs wait (expected: fewer)".formatted(WAITING_MAX)));
    }
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
    queue.offer(new Told(new Input.Tick(), new CompletableFuture<>()));
    try {
      thread.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseAll();
  }

  private void refuseAll() {
    List<Waiting> late = new ArrayList<>();
    queue.drainTo(late);
    late.forEach(w -> w.fail(new RejectedExecutionException(CLOSING)));
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (take(batch)) {
        stepTogetherOrAlone(batch);
        batch.clear();
      }
    } finally {
      closing = true;
      refuseAll();
    }
  }

  /** One input that breaks the engine must not take those beside it along. */
  private void stepTogetherOrAlone(List<Waiting> batch) {
    try {
      step(batch);
    } catch (JournalException e) {
      batch.forEach(w -> w.fail(e));
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.getFirst().fail(e);
      } else {
        batch.forEach(w -> stepTogetherOrAlone(List.of(w)));
      }
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
    List<Told> told = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (Waiting waiting : batch) {
      switch (waiting) {
        case Told order -> told.add(order);
        case Asked question -> asked.add(question);
      }
    }
    if (!told.isEmpty()) {
      stepTold(told);
    }
    asked.forEach(a -> a.answer().complete(core.peek(a.input(), clock.instant())));
  }

  private void stepTold(List<Told> batch) {
    Round round = core.run(batch.stream().map(Told::input).toList(), clock.instant());
    board.post(core.world(), round.commits());
    round.commits().forEach(c -> listeners.forEach(l -> l.accept(c)));
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(round.answers().get(i));
    }
    core.due().forEach(effects::release);
  }
}
