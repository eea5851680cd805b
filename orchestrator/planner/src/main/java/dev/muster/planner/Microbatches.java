package dev.muster.planner;

/**
 * How large a microbatch should be.
 *
 * <p>A pipeline of p stages that passes m microbatches per step stands idle for (p − 1) / (m + p −
 * 1) of it, under gpipe and 1f1b alike. Many small microbatches keep that bubble small; large ones
 * keep the matrices large and the messages few. So the planner takes the largest that leaves at
 * least {@link #PER_STAGE} microbatches per stage, which bounds the bubble by a fifth; where a
 * share is too small for that, single sequences. Without a pipeline there is no bubble, and the
 * whole share is one microbatch.
 */
final class Microbatches {
  /** Microbatches per stage that are enough. */
  static final int PER_STAGE = 4;

  private Microbatches() {}

  /**
   * The size that the planner takes when the manifest leaves it open.
   *
   * @param share sequences per step of one pipeline
   * @param pipeline number of stages
   */
  static int size(int share, int pipeline) {
    if (pipeline == 1) {
      return share;
    }
    int most = share / (PER_STAGE * pipeline);
    return Divisors.of(share).filter(it -> it <= most).max().orElse(1);
  }

  /** The share of a step in which a stage waits. */
  static double bubble(int microbatches, int pipeline) {
    return (pipeline - 1.0) / (microbatches + pipeline - 1.0);
  }
}
