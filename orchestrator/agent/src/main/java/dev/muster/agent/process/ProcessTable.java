package dev.muster.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** All processes that still run. */
  static List<ProcessEntry> running() {
    List<ProcessEntry> found = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path directory : directories) {
        ProcessEntry entry = entry(Long.parseLong(directory.getFileName().toString()));
        if (entry != null && !entry.zombie()) {
          found.add(entry);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("/proc: cannot be listed", e);
    }
    return found;
  }

  /** One process, also a zombie; null when there is none. */
  static @Nullable ProcessEntry entry(long pid) {
    try {
      String line = read(pid, "stat");
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return new ProcessEntry(
          pid,
          "ZX".contains(fields[STATE]),
          Long.parseLong(fields[GROUP]),
          Long.parseLong(fields[SESSION]),
          Long.parseLong(fields[START_TICKS]));
    } catch (IOException e) {
      return null;
    }
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
