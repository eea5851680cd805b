package dev.muster.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks all questions at once; what does not answer in time is a finding itself. */
public final class Examination {
  /** How long all questions together may take. */
  public static final Duration TIME_MAX = Duration.ofSeconds(10);

  /**
   * A question.
   *
   * @param subject what it is about
   * @param answer what is found
   */
  public record Question(String subject, Callable<List<Finding>> answer) {}

  private Examination() {}

  /** The findings, in the order of the questions. */
  public static List<Finding> of(List<Question> questions) throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<List<Finding>>> answers =
          questions.stream().map(question -> threads.submit(question.answer())).toList();
      long deadline = System.nanoTime() + TIME_MAX.toNanos();
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < questions.size(); i++) {
        findings.addAll(answer(questions.get(i).subject(), answers.get(i), deadline));
      }
      return findings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Finding> answer(String subject, Future<List<Finding>> answer, long deadline)
      throws InterruptedException {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of(
          Finding.note(
              subject, "did not answer within %d s".formatted(TIME_MAX.toSeconds()), null));
    } catch (ExecutionException e) {
      return List.of(Finding.note(subject, "could not be looked at: " + e.getCause(), null));
    }
  }
}
