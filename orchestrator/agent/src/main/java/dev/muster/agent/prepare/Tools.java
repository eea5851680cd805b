package dev.muster.agent.prepare;

import dev.muster.agent.process.Child;
import dev.muster.agent.process.Exit;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Sink;
import dev.muster.agent.redact.Redaction;
import dev.muster.agent.spool.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Runs the commands of the preparation, one after the other. Whoever interrupts also ends what was
 * started, as part of the family; that is waited for, so that locks outlast it.
 */
final class Tools {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  /** For what was started to go once it is ended by others. */
  private static final Duration ENDING = Duration.ofMinutes(1);

  private final Family family;
  private final Path home;
  private final Redaction redaction;

  Tools(Family family, Path home) {
    this(family, home, Redaction.NONE);
  }

  /**
   * @param redaction what nobody may see of what they print
   */
  Tools(Family family, Path home, Redaction redaction) {
    this.family = family;
    this.home = home;
    this.redaction = redaction;
  }

  /**
   * How a command ended.
   *
   * @param exit its exit
   * @param lastLines the last lines that it printed
   */
  record Result(Exit exit, List<String> lastLines) {
    boolean succeeded() {
      return exit.succeeded();
    }
  }

  /** Runs a command in the agent's home, what it prints goes nowhere but into the result. */
  Result ask(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(command, environment, home, (buffer, length) -> {}, (elapsed, line) -> {});
  }

  /**
   * Runs a command.
   *
   * @param log where all that it prints goes
   * @param watcher told about once a second how long it has run and the last line that it printed
   */
  Result run(
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Sink log,
      BiConsumer<Duration, String> watcher)
      throws IOException, InterruptedException {
    Tail tail = new Tail();
    Child child =
        Child.start(
            new Child.Start(command, environment, directory, false),
            family,
            Files.createDirectories(home).resolve("preparation.pipe"),
            redaction.before(log.and(tail)));
    long start = System.nanoTime();
    try {
      while (!child.awaitEnd(LOOK)) {
        List<String> lines = tail.lines();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        watcher.accept(elapsed, lines.isEmpty() ? "" : lines.getLast());
      }
      child.awaitDrained(DRAIN);
    } catch (InterruptedException e) {
      child.awaitEnd(ENDING);
      throw e;
    }
    return new Result(child.exit(), tail.lines());
  }
}
