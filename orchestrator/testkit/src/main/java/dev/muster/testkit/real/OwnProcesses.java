package dev.muster.testkit.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * The processes that have to do with a data directory: they name it in their command line or their
 * environment, or they stand in it.
 */
final class OwnProcesses {
  private static final Path PROC = Path.of("/proc");

  private final String data;

  OwnProcesses(Path data) {
    this.data = data.toString();
  }

  /** Those that live now; this process is none of them. */
  List<ProcessHandle> all() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(this::isOurs)
        .toList();
  }

  /** Ends all, also those that are started meanwhile. */
  void end(Duration atMost) {
    Awaitility.await("the end of all processes of " + data)
        .atMost(atMost)
        .until(() -> {
          List<ProcessHandle> left = all();
          left.forEach(ProcessHandle::destroyForcibly);
          return left.isEmpty();
        });
  }

  private boolean isOurs(ProcessHandle process) {
    Path folder = PROC.resolve(Long.toString(process.pid()));
    return mentions(folder.resolve("cmdline"))
        || mentions(folder.resolve("environ"))
        || standsInside(folder.resolve("cwd"));
  }

  /** A process that is gone or of somebody else has nothing to do with us. */
  private boolean mentions(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(data);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean standsInside(Path cwd) {
    try {
      return Files.readSymbolicLink(cwd).startsWith(data);
    } catch (IOException e) {
      return false;
    }
  }
}
