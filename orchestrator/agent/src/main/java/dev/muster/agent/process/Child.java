package dev.muster.agent.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process at the head of a session of its own, whose output goes to a sink. {@code setsid}
 * replaces itself by the command, so the number that we know is that of the command, of its group
 * and of its session. The output comes by a named pipe rather than by Java's own, so that
 * grandchildren which outlive the process still reach the sink: its end means that nobody is left
 * who could print.
 */
public final class Child {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Process process;
  private final CompletableFuture<Void> drained;

  private Child(Process process, CompletableFuture<Void> drained) {
    this.process = process;
    this.drained = drained;
  }

  /**
   * What to start.
   *
   * @param command program and arguments; the program is searched in the PATH of the environment
   * @param environment all its variables; the family's mark is added
   * @param directory where it starts
   * @param rank whether it is a rank
   */
  public record Start(
      List<String> command, Map<String, String> environment, Path directory, boolean rank) {
    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
      return "Start[command=%s, directory=%s, rank=%s]".formatted(command, directory, rank);
    }
  }

  /**
   * Starts a process.
   *
   * @param pipe path of a named pipe to make; it is gone when this returns
   */
  public static Child start(Start start, Family family, Path pipe, Sink sink) throws IOException {
    Files.deleteIfExists(pipe);
    Posix.makePipe(pipe);
    CompletableFuture<Void> drained = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("output").start(() -> pump(pipe, sink, drained));
    try {
      Process process = launch(start, family, pipe);
      family.add(leader(process.pid(), start.rank()));
      return new Child(process, drained);
    } catch (IOException e) {
      release(pipe);
      throw e;
    } finally {
      Files.deleteIfExists(pipe);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Runs an action once the process has ended. */
  public void whenEnded(Runnable action) {
    CompletableFuture<Void> _ = process.onExit().thenRun(action);
  }

  /** Runs an action once all output has reached the sink and no more can come. */
  public void whenDrained(Runnable action) {
    CompletableFuture<Void> _ = drained.thenRun(action);
  }

  /** Whether the process itself ended in time. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  public boolean ended() {
    return !process.isAlive();
  }

  /** How it ended; only once it has. */
  public Exit exit() {
    return Exit.of(process.exitValue());
  }

  /** Whether all output has reached the sink and no more can come. */
  public boolean drained() {
    return drained.isDone();
  }

  /** Waits until all output has reached the sink, at most so long. */
  public boolean awaitDrained(Duration atMost) throws InterruptedException {
    try {
      drained.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  private static Process launch(Start start, Family family, Path pipe) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid", "--"));
    command.addAll(start.command());
    ProcessBuilder builder = new ProcessBuilder(command).directory(start.directory().toFile());
    Map<String, String> environment = new LinkedHashMap<>(start.environment());
    family.mark(environment);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(pipe.toFile())
        .start();
  }

  private static Relative leader(long pid, boolean rank) {
    ProcessEntry entry = ProcessTable.entry(pid);
    return new Relative(pid, entry == null ? 0 : entry.startTicks(), rank);
  }

  private static void pump(Path pipe, Sink sink, CompletableFuture<Void> drained) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream input = new FileInputStream(pipe.toFile())) {
      for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
        sink.accept(buffer, length);
      }
    } catch (IOException e) {
      // A pipe that cannot be read has nothing more to give.
    } finally {
      sink.end();
      drained.complete(null);
    }
  }

  /** Lets a pump go that waits for a writer which will not come. */
  private static void release(Path pipe) {
    try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw")) {
      writer.getFilePointer();
    } catch (IOException e) {
      // It was not waiting any more.
    }
  }
}
