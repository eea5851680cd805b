package dev.muster.cli.text;

import dev.muster.api.EventView;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.api.ProgressView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One picture of the live view: the job, how far it is, its ranks, what its nodes do, what happened
 * last.
 */
public final class LiveFrame {
  private static final int EVENTS_MAX = 3;
  private static final int MESH_ROWS_MAX = 8;

  /** Lines of a frame that are not rows of the mesh. */
  private static final int OTHER_LINES = 10;

  private final Style style;
  private final int width;
  private final int height;

  /**
   * @param width columns of the terminal
   * @param height rows of the terminal
   */
  public LiveFrame(Style style, int width, int height) {
    this.style = style;
    this.width = width;
    this.height = height;
  }

  /** Lines that fit the terminal. */
  public List<String> lines(Snapshot seen) {
    List<String> lines = new ArrayList<>();
    lines.add(title(seen));
    lines.addAll(waiting(seen.job()));
    lines.addAll(progress(seen));
    int rows = Math.clamp(height - OTHER_LINES, 1, MESH_ROWS_MAX);
    lines.addAll(new MeshPicture(style, width, rows).lines(seen.ranks()));
    if (seen.job().activity() != null) {
      lines.add("  " + Clip.visible(seen.job().activity()));
    }
    lines.addAll(history(seen));
    if (seen.trouble() != null) {
      lines.add(style.bad("  " + seen.trouble()));
    }
    return lines.stream()
        .limit(Math.max(1, height - 1))
        .map(line -> Clip.to(width, Clip.clean(line)))
        .toList();
  }

  private String title(Snapshot seen) {
    JobView job = seen.job();
    String words = AttemptText.newest(job).map(AttemptText::words).orElse("");
    String attempt = words.isEmpty() ? "" : "  " + words;
    String elapsed = Figures.clock(Duration.between(job.submittedAt(), seen.now()));
    return "%s  %s%s  %s"
        .formatted(style.bold(job.name()), style.state(job.state()), attempt, style.dim(elapsed));
  }

  private List<String> waiting(JobView job) {
    ExplanationView reason = job.reason();
    if (reason == null) {
      return List.of();
    }
    return WaitText.lines(reason).stream().map(line -> "  " + Clip.visible(line)).toList();
  }

  private List<String> progress(Snapshot seen) {
    ProgressView progress = seen.job().progress();
    if (progress.step() == null) {
      return List.of();
    }
    return List.of(
        "  " + ProgressLine.bar(progress, width - 2, style),
        "  loss %s  tokens/s %s  ETA %s"
            .formatted(
                style.bold(Figures.loss(progress.loss())),
                Figures.rate(progress.tokensPerSecond()),
                Figures.eta(progress.eta(), seen.now())));
  }

  private List<String> history(Snapshot seen) {
    List<EventView> events = seen.events();
    return events.subList(Math.max(0, events.size() - EVENTS_MAX), events.size()).stream()
        .map(event -> style.dim("  " + EventLine.sinceSubmission(event, seen.job())))
        .toList();
  }
}
