package dev.muster.cli.text;

import dev.muster.api.ProgressView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far training has come, in one line. */
final class ProgressLine {
  private static final int BAR_MIN = 10;
  private static final int BAR_MAX = 40;

  private ProgressLine() {}

  /**
   * {@code step 120 of 360 (33%), loss 3.2118, 13.6k tokens/s, 0:18 left}; what is not known is
   * left out.
   */
  static String text(ProgressView progress, Instant now) {
    List<String> parts = new ArrayList<>();
    parts.add(step(progress));
    if (progress.loss() != null) {
      parts.add("loss " + Figures.loss(progress.loss()));
    }
    if (progress.tokensPerSecond() != null) {
      parts.add(Figures.rate(progress.tokensPerSecond()) + " tokens/s");
    }
    if (progress.eta() != null) {
      parts.add(Figures.eta(progress.eta(), now) + " left");
    }
    return String.join(", ", parts);
  }

  /** {@code ███████░░░░░ 120/360 33%}, as wide as there is room. */
  static String bar(ProgressView progress, int width, Style style) {
    Long step = progress.step();
    Long total = progress.totalSteps();
    long done = step == null ? 0 : step;
    if (total == null) {
      return "step " + done;
    }
    String figures = "%d/%d  %d%%".formatted(done, total, Figures.percent(done, total));
    int columns = Math.min(BAR_MAX, width - figures.length() - 2);
    if (columns < BAR_MIN) {
      return figures;
    }
    int full = (int) (Figures.percent(done, total) * columns / 100);
    return style.busy("█".repeat(full)) + style.dim("░".repeat(columns - full)) + "  " + figures;
  }

  private static String step(ProgressView progress) {
    Long step = progress.step();
    Long total = progress.totalSteps();
    if (step == null) {
      return "no step yet";
    }
    return total == null
        ? "step " + step
        : "step %d of %d (%d%%)".formatted(step, total, Figures.percent(step, total));
  }
}
