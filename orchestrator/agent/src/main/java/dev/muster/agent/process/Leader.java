package dev.muster.agent.process;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A process that was started at the head of a session of its own.
 *
 * @param pid its number, also that of its group and session
 * @param startTicks when it started; 0 when it had ended before that could be read
 * @param rank whether it is a rank
 */
public record Leader(long pid, long startTicks, boolean rank) {

  /** The line in which the guard is told of all leaders. */
  public static String line(Collection<Leader> leaders) {
    return leaders.stream().map(Leader::words).collect(Collectors.joining(";"));
  }

  /** The leaders that a line tells of. */
  public static List<Leader> ofLine(String line) {
    return Arrays.stream(line.split(";", -1))
        .filter(words -> !words.isEmpty())
        .map(Leader::ofWords)
        .toList();
  }

  private String words() {
    return "%d %d %b".formatted(pid, startTicks, rank);
  }

  private static Leader ofWords(String text) {
    String[] words = text.split(" ", -1);
    return new Leader(
        Long.parseLong(words[0]), Long.parseLong(words[1]), Boolean.parseBoolean(words[2]));
  }
}
