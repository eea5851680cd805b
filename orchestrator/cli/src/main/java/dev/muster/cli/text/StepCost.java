package dev.muster.cli.text;

import dev.muster.api.AttemptView;
import dev.muster.api.ResumptionView;

/** What a new attempt costs: the steps that were done before it, and that it does again. */
final class StepCost {
  private static final long NONE = -1;

  private int attempt;
  private long step = NONE;
  private long before = NONE;
  private boolean told;

  /** Whether an attempt was not seen before. */
  boolean begins(AttemptView newest) {
    if (newest.number() == attempt) {
      return false;
    }
    attempt = newest.number();
    before = Math.max(before, step);
    step = NONE;
    told = false;
    return true;
  }

  /** A step that the newest attempt has come to. */
  void reached(long newStep) {
    step = Math.max(step, newStep);
  }

  /** Told once, when the attempt runs; empty when it costs nothing, or nobody knows. */
  String words(AttemptView newest) {
    if (told || newest.state().equals("starting")) {
      return "";
    }
    told = true;
    ResumptionView from = newest.resumedFrom();
    Long start = from == null ? Long.valueOf(0) : from.step();
    return start == null || before <= start
        ? ""
        : ", %s done again".formatted(Figures.count(before - start, "step"));
  }
}
