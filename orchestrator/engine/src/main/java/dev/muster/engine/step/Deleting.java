package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders to forget a job. Only what has ended, and holds nothing, can be forgotten. */
final class Deleting {
  private Deleting() {}

  static Outcome step(Draft draft, Input.Delete delete) {
    Job job = draft.world().job(delete.job());
    if (job != null && !job.finished()) {
      return Orders.refused(
          "job.unfinished",
          "it has not ended (expected: a job that has)",
          List.of("muster cancel " + job.nameInCommands()));
    }
    if (job != null) {
      return Orders.refused(
          "job.returning",
          "its nodes are being given back (expected: a job that holds none)",
          List.of("muster describe " + job.nameInCommands()));
    }
    Job heir = heir(draft, delete.folder());
    if (heir != null) {
      return Orders.refused(
          "job.inherited",
          "job %s goes on from a checkpoint in its folder (expected: that job's end)"
              .formatted(heir.name()),
          List.of("muster describe " + heir.nameInCommands()));
    }
    draft.delete(delete.job());
    return draft.outcome("deleted");
  }

  /** An unfinished job that would take up from a checkpoint in this folder; null without one. */
  private static @Nullable Job heir(Draft draft, @Nullable String folder) {
    if (folder == null) {
      return null;
    }
    String inside = folder.endsWith("/") ? folder : folder + "/";
    return draft.world().jobs().stream()
        .filter(job -> !job.finished() && takesUpFrom(draft, job, inside))
        .findFirst()
        .orElse(null);
  }

  private static boolean takesUpFrom(Draft draft, Job job, String inside) {
    String asked = job.spec().checkpoint().resumeFrom();
    return (asked != null && asked.startsWith(inside))
        || draft.checkpoints(job.id()).all().stream()
            .anyMatch(checkpoint -> checkpoint.usable() && checkpoint.path().startsWith(inside));
  }
}
