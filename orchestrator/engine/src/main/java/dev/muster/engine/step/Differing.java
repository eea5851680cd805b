package dev.muster.engine.step;

import dev.muster.model.run.CheckpointContent;

/** How a checkpoint's content differs from what was recorded. */
final class Differing {
  private Differing() {}

  static String words(CheckpointContent recorded, CheckpointContent found) {
    if (found.files() != recorded.files()) {
      return "%d of %d files are there".formatted(found.files(), recorded.files());
    }
    if (found.bytes() != recorded.bytes()) {
      return "%d of %d bytes are there".formatted(found.bytes(), recorded.bytes());
    }
    return "its bytes are not those that were written";
  }
}
