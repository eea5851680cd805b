package dev.muster.cli.text;

import dev.muster.api.AttemptView;
import dev.muster.api.EventView;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.api.ProgressView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a job, line by line, where nothing can be drawn again: changes of its
 * state, what its nodes do, and now and then how far it is.
 */
public final class PlainLines {
  /** How often to tell about progress, if it is not a tenth of all since the last time. */
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);

  private static final int TENTH = 10;

  /** Of the history, what the states do not say by themselves. */
  private static final Set<String> TOLD =
      Set.of(
          "job.recovers",
          "job.cancel-requested",
          "job.suspend-requested",
          "job.resume-requested",
          "job.restart-requested",
          "checkpoint.broken");

  private final StepCost cost = new StepCost();
  private String state = "";
  private String reason = "";
  private @Nullable String activity;
  private @Nullable String trouble;
  private Instant activityAt = Instant.EPOCH;
  private Instant progressAt = Instant.EPOCH;
  private long progressTenth = -1;
  private long progressStep = -1;
  private long lastEvent;

  /** The new lines. */
  public List<String> next(Snapshot seen) {
    List<String> lines = new ArrayList<>();
    troubles(seen, lines);
    if (seen.trouble() == null) {
      states(seen.job(), lines);
      reasons(seen.job(), lines);
      activities(seen, lines);
      progress(seen, lines);
    }
    String time = Figures.clock(Duration.between(seen.job().submittedAt(), seen.now()));
    return Stream.concat(
            history(seen),
            lines.stream().map(line -> "%6s  %s".formatted(time, Clip.visible(line))))
        .toList();
  }

  private void troubles(Snapshot seen, List<String> lines) {
    if (!Objects.equals(trouble, seen.trouble())) {
      lines.add(seen.trouble() == null ? "the server answers again" : seen.trouble());
      trouble = seen.trouble();
    }
  }

  /** With the time at which it happened: whoever comes later is told what was before. */
  private Stream<String> history(Snapshot seen) {
    List<EventView> fresh = seen.events().stream().filter(event -> event.id() > lastEvent).toList();
    lastEvent = fresh.isEmpty() ? lastEvent : fresh.getLast().id();
    return fresh.stream()
        .filter(event -> TOLD.contains(event.type()))
        .map(event -> EventLine.sinceSubmission(event, seen.job()));
  }

  private void states(JobView job, List<String> lines) {
    Optional<AttemptView> attempt = AttemptText.newest(job);
    if (attempt.filter(cost::begins).isPresent()) {
      progressStep = -1;
      progressTenth = -1;
    }
    String words = isAtRest(job) ? "" : attempt.map(AttemptText::words).orElse("");
    String now = words.isEmpty() ? job.state() : "%s (%s)".formatted(job.state(), words);
    if (!now.equals(state)) {
      lines.add(job.name() + " " + now + attempt.map(cost::words).orElse(""));
      state = now;
    }
  }

  /** Why it waits; why it failed is for the summary to tell. */
  private void reasons(JobView job, List<String> lines) {
    ExplanationView explanation = job.reason();
    String text =
        explanation == null || explanation.fault() != null
            ? ""
            : String.join("\n", WaitText.lines(explanation));
    if (!text.isEmpty() && !text.equals(reason)) {
      text.lines().forEach(line -> lines.add("  " + line));
    }
    reason = text;
  }

  private void activities(Snapshot seen, List<String> lines) {
    String told = seen.job().activity();
    boolean due = !seen.now().isBefore(activityAt.plus(PROGRESS_EVERY));
    if (told != null && !told.equals(activity) && (activity == null || due)) {
      lines.add("  " + told);
      activity = told;
      activityAt = seen.now();
    }
  }

  private void progress(Snapshot seen, List<String> lines) {
    ProgressView progress = seen.job().progress();
    Long step = progress.step();
    if (step == null || isAtRest(seen.job()) || isStarting(seen.job())) {
      return;
    }
    cost.reached(step);
    Long total = progress.totalSteps();
    long tenth = total == null ? 0 : Figures.percent(step, total) / TENTH;
    boolean due = tenth != progressTenth || !seen.now().isBefore(progressAt.plus(PROGRESS_EVERY));
    if (due && step > progressStep) {
      lines.add("  " + ProgressLine.text(progress, seen.now()));
      progressTenth = tenth;
      progressStep = step;
      progressAt = seen.now();
    }
  }

  private static boolean isAtRest(JobView job) {
    return job.finished() || job.suspended();
  }

  /** What is known of its progress then is what an earlier attempt came to. */
  private static boolean isStarting(JobView job) {
    return AttemptText.newest(job).filter(a -> a.state().equals("starting")).isPresent();
  }
}
