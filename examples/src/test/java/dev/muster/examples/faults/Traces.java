package dev.muster.examples.faults;

import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the ranks of a drill have noted down themselves: what they did, when, and whom they started.
 *
 * @param folder of the drill
 */
record Traces(Path folder) {
  /** When a rank made a step, on the machine's steady clock, which is the JVM's too. */
  private record Took(int attempt, int rank, long step, long atNanos, long agent) {
    static Took of(String line) {
      String[] words = line.split(" ", -1);
      return new Took(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]),
          Long.parseLong(words[4]));
    }
  }

  /** The highest step that any rank has reported. */
  long step() {
    return times().mapToLong(Took::step).max().orElse(0);
  }

  /** When all ranks of an attempt had made a step. */
  long trainedAtNanos(int attempt) {
    return first(attempt).mapToLong(Took::atNanos).max().orElseThrow();
  }

  /** Steps of all attempts up to this one that were done again by the next. */
  long stepsLost(int newest) {
    long lost = 0;
    for (int attempt = 2; attempt <= newest; attempt++) {
      int former = attempt - 1;
      long reached = times().filter(t -> t.attempt == former).mapToLong(Took::step).max().orElse(0);
      long began = first(attempt).mapToLong(Took::step).min().orElse(reached + 1);
      lost += Math.max(0, reached + 1 - began);
    }
    return lost;
  }

  /** The numbers of the processes that had started the ranks of an attempt. */
  Set<Long> agents(int attempt) {
    return first(attempt).map(Took::agent).collect(Collectors.toSet());
  }

  /** The processes of an attempt that live, with the time at which each began. */
  Map<RealProcess, Long> began(int attempt) {
    Map<RealProcess, Long> found = new HashMap<>();
    for (String line : lines("began")) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("" + attempt)) {
        RealProcess.find(Long.parseLong(words[2]))
            .ifPresent(process -> found.put(process, Long.parseLong(words[3])));
      }
    }
    return found;
  }

  /** Whom the ranks started and who may live, with how each had tried to get away. */
  Map<RealProcess, String> offspring() {
    Map<RealProcess, String> found = new HashMap<>();
    for (String line : lines("offspring")) {
      String[] words = line.split(" ", -1);
      RealProcess.find(Long.parseLong(words[0]))
          .filter(process -> process.runs("sleep") || process.runs("drill"))
          .ifPresent(process -> found.put(process, words[1]));
    }
    return found;
  }

  /** Whether they have started anybody. */
  boolean hadOffspring() {
    return !lines("offspring").isEmpty();
  }

  /** The first step of every rank of an attempt. */
  private Stream<Took> first(int attempt) {
    Map<Integer, Took> first = new TreeMap<>();
    times().filter(t -> t.attempt == attempt).forEach(t -> first.putIfAbsent(t.rank, t));
    return first.values().stream();
  }

  private Stream<Took> times() {
    return lines("times").stream().map(Took::of);
  }

  private List<String> lines(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
