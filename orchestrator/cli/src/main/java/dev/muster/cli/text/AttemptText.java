package dev.muster.cli.text;

import dev.muster.api.AttemptView;
import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import dev.muster.api.ResumptionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attempts in words, and why there was more than one. */
final class AttemptText {
  private AttemptText() {}

  /** The newest attempt; empty before the first. */
  static Optional<AttemptView> newest(JobView job) {
    return job.attempts().isEmpty() ? Optional.empty() : Optional.of(job.attempts().getLast());
  }

  /**
   * {@code attempt 2, from the checkpoint of step 120}; nothing for a first one that began at the
   * beginning.
   */
  static String words(AttemptView attempt) {
    ResumptionView from = attempt.resumedFrom();
    if (from == null) {
      return attempt.number() == 1 ? "" : "attempt " + attempt.number();
    }
    return "attempt %d, from %s".formatted(attempt.number(), source(from));
  }

  /** {@code step 120}, the folder when no step is known, or a dash. */
  static String origin(@Nullable ResumptionView from) {
    if (from == null) {
      return "-";
    }
    return from.step() == null ? from.path() : "step " + from.step();
  }

  /** For each attempt beyond the first: what ended the one before, and where it took up. */
  static List<String> restarts(JobView job) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < job.attempts().size(); i++) {
      AttemptView before = job.attempts().get(i - 1);
      String now = words(job.attempts().get(i));
      lines.add("%s, after %s".formatted(now, ending(before)));
    }
    return lines;
  }

  private static String ending(AttemptView attempt) {
    CauseView cause = attempt.cause();
    return cause == null ? "an order" : CauseText.line(cause);
  }

  private static String source(ResumptionView from) {
    return from.step() == null ? from.path() : "the checkpoint of step " + from.step();
  }
}
