package dev.muster.agent.process;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process of the family, for good: a number alone may come to mean another process.
 *
 * @param pid its number; of one that leads a session also that of its group and session
 * @param startTicks when it started; 0 when it had ended before that could be read
 * @param rank whether it is a rank
 */
public record Relative(long pid, long startTicks, boolean rank) {

  /** Whether this is the process. */
  boolean is(@Nullable ProcessEntry entry) {
    return entry != null && entry.pid() == pid && entry.startTicks() == startTicks;
  }

  /** The line in which the guard is told of all leaders. */
  public static String line(Collection<Relative> leaders) {
    return leaders.stream().map(Relative::words).collect(Collectors.joining(";"));
  }

  /** The leaders that a line tells of. */
  public static List<Relative> ofLine(String line) {
    return Arrays.stream(line.split(";", -1))
        .filter(words -> !words.isEmpty())
        .map(Relative::ofWords)
        .toList();
  }

  private String words() {
    return "%d %d %b".formatted(pid, startTicks, rank);
  }

  private static Relative ofWords(String text) {
    String[] words = text.split(" ", -1);
    return new Relative(
        Long.parseLong(words[0]), Long.parseLong(words[1]), Boolean.parseBoolean(words[2]));
  }
}
