package dev.muster.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel's list of processes, read from {@code /proc}. */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final int STATE = 0;
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
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path directory : directories) {
        ProcessEntry entry = entry(Long.parseLong(directory.getFileName().toString()));
        if (entry != null && !entry.zombie()) {
          found.add(entry);
        }
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

  private static String read(long pid, String file) throws IOException {
    byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
