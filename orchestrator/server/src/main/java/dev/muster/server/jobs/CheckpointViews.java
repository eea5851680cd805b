package dev.muster.server.jobs;

import dev.muster.api.CheckpointView;
import dev.muster.engine.world.Checkpoint;
import dev.muster.model.run.CheckpointContent;
import java.util.Locale;

/** A checkpoint, in the shape that people and scripts see. */
final class CheckpointViews {
  private CheckpointViews() {}

  static CheckpointView view(Checkpoint checkpoint) {
    CheckpointContent content = checkpoint.content();
    return new CheckpointView(
        checkpoint.step(),
        checkpoint.attempt(),
        checkpoint.path(),
        checkpoint.at(),
        checkpoint.state().name().toLowerCase(Locale.ROOT),
        content == null ? null : content.files(),
        content == null ? null : content.bytes(),
        content == null ? null : content.digest());
  }
}
