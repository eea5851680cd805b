package dev.muster.agent.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often the kernel has ended a process of our control group for want of memory: the line {@code
 * oom_kill} of {@code memory.events} in version 2, of {@code memory.oom_control} in version 1.
 *
 * <p>The count does not say whom. A kill is remembered for a while only, until the end of its
 * process must have been seen: then it was somebody's whose end nobody asks about.
 */
public final class GroupKills {
  /** A process with much memory takes some seconds to end. */
  static final Duration MEMORY = Duration.ofSeconds(10);

  private static final String COUNT = "oom_kill ";

  private final @Nullable Path file;
  private final LongSupplier nanoTime;

  /** Up to here kills are explained, or too old to be asked about. */
  private long known;

  /** The count when it was last looked at for what has become old. */
  private long seen;

  private long seenAt;

  /** Counts in a file; null where there is none. */
  GroupKills(@Nullable Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.known = count();
    this.seen = known;
    this.seenAt = nanoTime.getAsLong();
  }

  static GroupKills ofThisProcess() {
    return of(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"), System::nanoTime);
  }

  /** The group that a process's list of groups names, below where groups are mounted. */
  static GroupKills of(Path groups, Path mounted, LongSupplier nanoTime) {
    try {
      return new GroupKills(
          Files.readAllLines(groups).stream()
              .flatMap(line -> candidates(line, mounted).stream())
              .filter(Files::isReadable)
              .findFirst()
              .orElse(null),
          nanoTime);
    } catch (IOException e) {
      return new GroupKills(null, nanoTime);
    }
  }

  /** Looks from time to time, so that it is known which kills are old. */
  synchronized void look() {
    long now = nanoTime.getAsLong();
    if (now - seenAt >= MEMORY.toNanos()) {
      known = Math.max(known, seen);
      seen = count();
      seenAt = now;
    }
  }

  /** Whether there was one more lately than were asked for. */
  synchronized boolean another() {
    look();
    boolean another = count() > known;
    known += another ? 1 : 0;
    return another;
  }

  /** In a container the path may be that of the host, and only the top of the mount be ours. */
  private static List<Path> candidates(String line, Path mounted) {
    String[] fields = line.split(":", 3);
    List<Path> found = new ArrayList<>();
    if (fields.length == 3) {
      String below = fields[2].replaceFirst("^/+", "");
      if (List.of(fields[1].split(",", -1)).contains("memory")) {
        found.add(mounted.resolve("memory").resolve(below).resolve("memory.oom_control"));
        found.add(mounted.resolve("memory/memory.oom_control"));
      } else if (fields[1].isEmpty()) {
        found.add(mounted.resolve(below).resolve("memory.events"));
        found.add(mounted.resolve("memory.events"));
      }
    }
    return found;
  }

  private long count() {
    if (file == null) {
      return 0;
    }
    try {
      Optional<String> line =
          Files.readAllLines(file).stream().filter(it -> it.startsWith(COUNT)).findFirst();
      return line.map(it -> Long.parseLong(it.substring(COUNT.length()).strip())).orElse(0L);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
