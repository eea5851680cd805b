package dev.muster.testkit.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process of this machine, told by its time of start from a later one with the same number.
 *
 * @param pid its number
 * @param startTicks when it was started, in ticks since the machine was
 */
public record RealProcess(long pid, long startTicks) {
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int START_TICKS = 19;

  /** The process that has this number now. */
  public static Optional<RealProcess> find(long pid) {
    return stat(pid).map(words -> new RealProcess(pid, Long.parseLong(words[START_TICKS])));
  }

  /** The same, where one is expected. */
  public static RealProcess of(long pid) {
    return find(pid).orElseThrow(() -> new AssertionError(pid + ": no such process"));
  }

  /** Whether it lives; one that nobody has buried yet does not. */
  public boolean alive() {
    return stat(pid)
        .filter(words -> Long.parseLong(words[START_TICKS]) == startTicks)
        .filter(words -> !words[STATE].equals("Z") && !words[STATE].equals("X"))
        .isPresent();
  }

  /** The process that started it, or took it over. */
  public RealProcess parent() {
    return of(
        stat(pid)
            .map(words -> Long.parseLong(words[PARENT]))
            .orElseThrow(() -> new AssertionError(this + " has ended")));
  }

  /** Those that it started and that live. */
  public List<RealProcess> children() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(other -> stat(other).map(words -> Long.parseLong(words[PARENT])).orElse(0L) == pid)
        .flatMap(other -> find(other).stream())
        .toList();
  }

  /** Whether its command line has a word in it. */
  public boolean runs(String word) {
    try {
      Path line = Path.of("/proc", Long.toString(pid), "cmdline");
      return new String(Files.readAllBytes(line), StandardCharsets.UTF_8).contains(word);
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it as nobody can prevent. */
  public void kill() throws IOException, InterruptedException {
    signal("KILL");
  }

  /** Sends it a signal, by its short name such as {@code STOP}; one that has ended is a failure. */
  public void signal(String name) throws IOException, InterruptedException {
    if (!alive()) {
      throw new AssertionError("SIG%s for %s, which has ended".formatted(name, this));
    }
    signal(name, List.of(this));
  }

  /** Sends several processes a signal, as good as at once. */
  public static void signal(String name, List<RealProcess> processes)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("kill", "-s", name));
    processes.forEach(process -> line.add(Long.toString(process.pid())));
    int exit = new ProcessBuilder(line).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new AssertionError("%s: %d (expected: 0)".formatted(line, exit));
    }
  }

  /** The words of its line in the table of processes, behind its name. */
  private static Optional<String[]> stat(long pid) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
      String text = new String(line, StandardCharsets.UTF_8);
      return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
