package dev.muster.agent.ranks;

import dev.muster.agent.memory.MemoryKills;
import dev.muster.agent.process.Child;
import dev.muster.agent.process.Exit;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Sink;
import dev.muster.agent.redact.Redaction;
import dev.muster.agent.spool.LineWatch;
import dev.muster.agent.spool.Spool;
import dev.muster.model.agent.RankReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rank: its process, what it prints, how it ended. Its end is told once its last lines are in,
 * which children that still print can hold up for a moment only.
 */
public final class Rank {
  private static final Exit CANNOT_START = new Exit(127, null);
  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final int number;
  private final Spool spool;
  private final LineWatch watch;
  private final Witness witness;
  private final @Nullable Child child;
  private volatile long endedAtMillis;

  /** The same on a clock that nobody can set; written before the other. */
  private volatile long endedAtNanos;

  private volatile boolean outOfMemory;
  private volatile boolean stoppedByUs;
  private boolean told;

  private Rank(int number, Spool spool, LineWatch watch, Witness witness, @Nullable Child child) {
    this.number = number;
    this.spool = spool;
    this.watch = watch;
    this.witness = witness;
    this.child = child;
  }

  /**
   * What it takes to tell how ranks end.
   *
   * @param clock when
   * @param memoryKills whether for want of memory
   * @param whenChanged told when there is something new to tell
   */
  public record Witness(InstantSource clock, MemoryKills memoryKills, Runnable whenChanged) {}

  /**
   * Where goes what it prints.
   *
   * @param pipe path of a named pipe to make
   * @param spool keeps it
   * @param watch looks at it
   * @param redaction takes away what neither may see
   */
  record Output(Path pipe, Spool spool, LineWatch watch, Redaction redaction) {
    Sink sink() {
      return redaction.before(spool.and(watch));
    }
  }

  /** Starts a rank. One that cannot even be started has ended as a shell would say it. */
  static Rank start(int number, Child.Start start, Family family, Output output, Witness witness) {
    Spool spool = output.spool();
    LineWatch watch = output.watch();
    try {
      Child child = Child.start(start, family, output.pipe(), output.sink());
      Rank rank = new Rank(number, spool, watch, witness, child);
      child.whenEnded(() -> rank.ended(child.exit()));
      child.whenDrained(witness.whenChanged());
      return rank;
    } catch (IOException e) {
      spool.say("muster: cannot start: " + e.getMessage());
      Rank rank = new Rank(number, spool, watch, witness, null);
      rank.endedAtMillis = witness.clock().millis();
      return rank;
    }
  }

  /** It is being asked to stop now; what ends after this ends by us. */
  void stopping() {
    stoppedByUs |= !ended();
  }

  /** Whether its process has ended. */
  boolean ended() {
    return child == null || child.ended();
  }

  /** Whether nobody is left who could print. */
  boolean drained() {
    return child == null || child.drained();
  }

  /** Says that nothing more will be printed. */
  void close() {
    watch.complete();
    spool.complete();
  }

  /** What the server is told of it. */
  RankReport report() {
    told |= ended() && endedAtMillis > 0 && (drained() || late());
    if (!told) {
      return new RankReport(
          number, pid(), false, null, null, false, 0, List.of(), false, watch.found());
    }
    Exit exit = child == null ? CANNOT_START : child.exit();
    List<String> lastLines = exit.succeeded() || stoppedByUs ? List.of() : spool.lastLines();
    return new RankReport(
        number,
        pid(),
        true,
        exit.code(),
        exit.signal(),
        stoppedByUs,
        endedAtMillis,
        lastLines,
        outOfMemory,
        watch.found());
  }

  private long pid() {
    return child == null ? 0 : child.pid();
  }

  private boolean late() {
    return System.nanoTime() - endedAtNanos > LAST_LINES.toNanos();
  }

  private void ended(Exit exit) {
    boolean killed = exit.signal() != null && exit.signal() == Family.SIGKILL;
    outOfMemory = killed && !stoppedByUs && witness.memoryKills().killed(pid());
    endedAtNanos = System.nanoTime();
    endedAtMillis = witness.clock().millis();
    witness.whenChanged().run();
  }
}
