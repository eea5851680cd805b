package dev.muster.planner;

import java.util.List;

/**
 * Why a job cannot be cut as its manifest asks.
 *
 * @param pointer JSON pointer of the field to change, for example {@code
 *     /spec/parallelism/pipeline}
 * @param detail what does not fit, with the numbers
 * @param nearest changes that would do, nearest first, each enough by itself: {@code data 2 ×
 *     pipeline 2}, {@code globalBatch 36}
 */
public record Refusal(String pointer, String detail, List<String> nearest) {
  public Refusal {
    nearest = List.copyOf(nearest);
  }
}
