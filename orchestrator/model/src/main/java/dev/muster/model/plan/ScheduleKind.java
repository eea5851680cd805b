package dev.muster.model.plan;

/** The order in which microbatches pass the pipeline. */
public enum ScheduleKind {
  /** All forwards, then all backwards. */
  GPIPE("gpipe"),
  /** One forward, one backward, once the pipeline is full (PipeDream-Flush). */
  ONE_F_ONE_B("1f1b");

  private final String word;

  ScheduleKind(String word) {
    this.word = word;
  }

  /** The word that manifests and plans use. */
  public String word() {
    return word;
  }
}
