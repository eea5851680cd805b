package dev.muster.server.meter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What is counted while the server works. Safe for many threads. */
public final class Counts {
  /**
   * A kind of answer.
   *
   * @param method the verb
   * @param route the path with its variables as they are called, so that the kinds stay few
   * @param status the HTTP status
   */
  record Answer(String method, String route, int status) {}

  /** Kinds of answers that are told apart. */
  private static final int ANSWERS_MAX = 2_000;

  private final Map<Answer, LongAdder> answers = new ConcurrentHashMap<>();
  private final LongAdder commits = new LongAdder();
  private final LongAdder commitNanos = new LongAdder();
  private final LongAdder logBytes = new LongAdder();

  /** An answer went out. */
  void answered(String method, String route, int status) {
    Answer answer = new Answer(method, route, status);
    LongAdder count = answers.get(answer);
    if (count == null && answers.size() < ANSWERS_MAX) {
      count = answers.computeIfAbsent(answer, a -> new LongAdder());
    }
    if (count != null) {
      count.increment();
    }
  }

  /** A batch was committed. */
  void committed(long nanos) {
    commits.increment();
    commitNanos.add(nanos);
  }

  /** Log came in, as it was packed. */
  void logged(long bytes) {
    logBytes.add(bytes);
  }

  Map<Answer, LongAdder> answers() {
    return answers;
  }

  /** Answers of one kind. */
  double answers(Answer kind) {
    LongAdder count = answers.get(kind);
    return count == null ? 0 : count.sum();
  }

  /** Answers to one route, whatever their status below 400. */
  double accepted(String method, String route) {
    return answers.entrySet().stream()
        .filter(e -> e.getKey().method().equals(method) && e.getKey().route().equals(route))
        .filter(e -> e.getKey().status() < 400)
        .mapToLong(e -> e.getValue().sum())
        .sum();
  }

  long commits() {
    return commits.sum();
  }

  long commitNanos() {
    return commitNanos.sum();
  }

  long logBytes() {
    return logBytes.sum();
  }
}
