package dev.muster.cli.text;

import dev.muster.api.CauseView;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.api.ProgressView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a job ended, and where to look now. */
public final class Summary {
  private static final int LAST_LINES_MAX = 20;
  private static final int RESTARTS_MAX = 10;

  private final Style style;

  public Summary(Style style) {
    this.style = style;
  }

  /**
   * The summary of a job that has ended.
   *
   * @param loss from where to where it went; empty when none was reported
   */
  public List<String> lines(JobView job, Optional<LossSpan> loss) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(job));
    lines.addAll(cause(job.reason()));
    lines.addAll(restarts(job));
    add(lines, "steps", steps(job.progress()));
    add(lines, "loss", loss.map(LossSpan::toString).orElse(null));
    add(lines, "speed", speed(job.progress()));
    if (!job.attempts().isEmpty()) {
      add(lines, "logs", job.files().logs());
      add(lines, "checkpoints", job.files().checkpoints());
    }
    add(lines, "next", next(job));
    return lines;
  }

  private String headline(JobView job) {
    Instant end = job.finishedAt() == null ? job.submittedAt() : job.finishedAt();
    String duration = Figures.clock(Duration.between(job.submittedAt(), end));
    return "%s %s after %s, %s"
        .formatted(
            style.bold(job.name()),
            style.state(job.state()),
            duration,
            Figures.count(job.restarts(), "restart"));
  }

  private static List<String> cause(@Nullable ExplanationView reason) {
    if (reason == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    CauseView fault = reason.fault();
    if (fault == null) {
      add(lines, "reason", Clip.visible(reason.summary()));
      return lines;
    }
    add(lines, "cause", CauseText.line(fault));
    List<String> last = fault.lastLines();
    last.subList(Math.max(0, last.size() - LAST_LINES_MAX), last.size())
        .forEach(line -> lines.add("    | " + Clip.visible(line)));
    return lines;
  }

  private static List<String> restarts(JobView job) {
    List<String> restarts = AttemptText.restarts(job);
    int left = Math.max(0, restarts.size() - RESTARTS_MAX);
    List<String> lines = new ArrayList<>();
    if (left > 0) {
      add(
          lines,
          "restarts",
          "%d earlier ones: muster describe %s".formatted(left, JobText.name(job)));
    }
    restarts.subList(left, restarts.size()).forEach(line -> add(lines, "restart", line));
    return lines;
  }

  private static @Nullable String steps(ProgressView progress) {
    if (progress.step() == null) {
      return null;
    }
    return progress.totalSteps() == null
        ? progress.step().toString()
        : "%d of %d".formatted(progress.step(), progress.totalSteps());
  }

  private static @Nullable String speed(ProgressView progress) {
    return progress.tokensPerSecond() == null
        ? null
        : Figures.rate(progress.tokensPerSecond()) + " tokens/s";
  }

  private static @Nullable String next(JobView job) {
    ExplanationView reason = job.reason();
    return reason == null || reason.next().isEmpty() ? null : reason.next().getFirst();
  }

  private static void add(List<String> lines, String name, @Nullable String value) {
    if (value != null) {
      lines.add("  %-11s  %s".formatted(name, value));
    }
  }
}
