package dev.muster.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kernel's list of processes, read from {@code /proc}. */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final String CAUGHT = "SigCgt:";
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START_TICKS = 19;

  private ProcessTable() {}

  /**
   * All processes that still run.
   *
   * @throws IOException when the list cannot be read: then nobody knows who runs
   */
  static List<ProcessEntry> running() throws IOException {
    List<ProcessEntry> found = new ArrayList<>();
    for (long pid : numbers()) {
      ProcessEntry entry = entry(pid);
      if (entry != null && !entry.zombie()) {
        found.add(entry);
      }
    }
    return found;
  }

  /** The numbers of all processes. */
  static Set<Long> numbers() throws IOException {
    Set<Long> found = new HashSet<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path directory : directories) {
        found.add(Long.parseLong(directory.getFileName().toString()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /** One process, also a zombie; null when there is none. */
  static @Nullable ProcessEntry entry(long pid) {
    try {
      return entry(pid, read(pid, "stat"));
    } catch (IOException e) {
      return null;
    }
  }

  /** What a stat line tells; null for an empty one, which is all that some leave while they go. */
  static @Nullable ProcessEntry entry(long pid, String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length <= START_TICKS
        ? null
        : new ProcessEntry(
            pid,
            Long.parseLong(fields[PARENT]),
            "ZX".contains(fields[STATE]),
            Long.parseLong(fields[GROUP]),
            Long.parseLong(fields[SESSION]),
            Long.parseLong(fields[START_TICKS]));
  }

  /** The environment that a process was started with, each variable between two NULs. */
  static String environment(long pid) {
    try {
      return "\0" + read(pid, "environ");
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether a process has a handler of its own for a signal. */
  static boolean catches(long pid, int signal) {
    try {
      return read(pid, "status")
          .lines()
          .filter(line -> line.startsWith(CAUGHT))
          .map(line -> Long.parseUnsignedLong(line.substring(CAUGHT.length()).strip(), 16))
          .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  private static String read(long pid, String file) throws IOException {
    byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
