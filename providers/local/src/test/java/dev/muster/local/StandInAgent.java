package dev.muster.local;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A program in the agent's place: a shell script that notes its birth and lives until a signal, or
 * the end of this JVM, ends it.
 *
 * <p>It reads from a pipe that we hold open for writing. So whatever becomes of a test, none of its
 * processes outlives it.
 */
final class StandInAgent implements AutoCloseable {
  private static final String SCRIPT =
      """
      #!/bin/sh
      echo "agent of ${PWD##*/} starts"
      [ -e HOME/stubborn ] && trap '' TERM
      echo "$$ ${PWD##*/}" >> HOME/births
      [ -e HOME/broken ] && { echo "cannot go on" >&2; echo "2026-01-01T00:00:00Z INFO phase=IDLE" >&2; exit 3; }
      [ -e HOME/with-rank ] && MUSTER_AGENT_HOME="$PWD" /bin/sh HOME/rank &
      [ -e HOME/with-stray ] && env -i setsid /bin/sh HOME/rank &
      [ -e HOME/with-guard ] && /bin/sh HOME/rank dev.muster.agent.guard.Guard "$PWD" &
      read -r line < HOME/life
      """;

  private static final String RANK =
      """
      trap '' TERM
      echo "$$ rank" >> HOME/births
      read -r line < HOME/life
      """;

  private final Path home;
  private final RandomAccessFile life;

  /**
   * One process that was started.
   *
   * @param pid its number
   * @param node name of the node's folder; {@code rank} for a rank
   */
  record Birth(long pid, String node) {
    boolean alive() {
      return handle().isPresent();
    }

    /** Returns when it is gone. */
    void kill() {
      handle().ifPresent(ProcessHandle::destroyForcibly);
      while (alive()) {
        Thread.onSpinWait();
      }
    }

    String commandLine() {
      return proc("cmdline");
    }

    String environment() {
      return proc("environ");
    }

    /** Field 6 of stat: the session. */
    long session() {
      String stat = proc("stat");
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }

    /** A process that is only waited for no longer counts. */
    private Optional<ProcessHandle> handle() {
      String stat = proc("stat");
      boolean over = stat.isEmpty() || stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
      return over ? Optional.empty() : ProcessHandle.of(pid);
    }

    private String proc(String file) {
      try {
        return Files.readString(
            Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
      } catch (IOException gone) {
        return "";
      }
    }
  }

  StandInAgent(Path home) {
    this.home = home;
    try {
      Path program = AgentCommand.program(home);
      Files.createDirectories(program.getParent());
      Files.writeString(program, SCRIPT.replace("HOME/", home + "/"));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      Files.writeString(home.resolve("rank"), RANK.replace("HOME/", home + "/"));
      Files.createFile(home.resolve("births"));
      File pipe = home.resolve("life").toFile();
      int made = new ProcessBuilder("mkfifo", pipe.getPath()).start().waitFor();
      if (made != 0) {
        throw new IOException("mkfifo: exit code %d (expected: 0)".formatted(made));
      }
      this.life = new RandomAccessFile(pipe, "rw");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Path home() {
    return home;
  }

  /**
   * Agents from now on have a trait: {@code stubborn}, {@code broken}, {@code with-rank}, {@code
   * with-stray} (a rank that cleared its environment), {@code with-guard}.
   */
  void become(String trait) {
    try {
      Files.createFile(home.resolve(trait));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every process that was ever started. */
  List<Birth> births() {
    try {
      return Files.readAllLines(home.resolve("births")).stream()
          .map(line -> line.split(" ", 2))
          .map(words -> new Birth(Long.parseLong(words[0]), words[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who has opened the pipe sees its end now; who has not yet finds it gone. */
  @Override
  public void close() {
    births().forEach(Birth::kill);
    try {
      Files.delete(home.resolve("life"));
      life.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
