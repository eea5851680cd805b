package dev.muster.server.jobs;

import dev.muster.engine.world.Checkpoint;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.store.History;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checkpoints that a job wants to start from: looked for before the job is taken. */
final class ResumePoint {
  private ResumePoint() {}

  /**
   * Refuses a manifest whose {@code resumeFrom} is no complete checkpoint. Complete is a folder
   * with something in it whose name does not begin with a dot: a checkpoint gets its name when all
   * ranks have written.
   */
  static void require(Manifest manifest, Errors errors) {
    String from = manifest.spec().checkpoint().resumeFrom();
    boolean folder = from != null && !from.equals(CheckpointSpec.LATEST);
    if (folder && !complete(Path.of(from))) {
      errors.add(
          manifest.error(
              "/spec/checkpoint/resumeFrom",
              "`%s` is no complete checkpoint (expected: a folder with files in it)"
                  .formatted(from)));
    }
  }

  /**
   * What {@code resumeFrom: latest} means: the verified checkpoints of the newest job of this name,
   * made the new job's own. Empty when it asks for none, or none is there; of several of one step
   * the newest attempt's.
   */
  static List<Checkpoint> inherited(Manifest manifest, JobId heir, History history) {
    if (!CheckpointSpec.LATEST.equals(manifest.spec().checkpoint().resumeFrom())) {
      return List.of();
    }
    JobName name = new JobName(manifest.spec().project(), manifest.spec().name());
    Map<Long, Checkpoint> byStep = new LinkedHashMap<>();
    history.job(name).map(former -> history.checkpoints(former.id())).orElse(List.of()).stream()
        .filter(checkpoint -> checkpoint.state() == Checkpoint.State.VERIFIED)
        .forEach(checkpoint -> byStep.putIfAbsent(checkpoint.step(), bequeathed(checkpoint, heir)));
    return List.copyOf(byStep.values());
  }

  private static Checkpoint bequeathed(Checkpoint left, JobId heir) {
    return new Checkpoint(
        heir, 0, left.step(), left.path(), left.at(), left.state(), left.content(), 0);
  }

  private static boolean complete(Path folder) {
    Path name = folder.getFileName();
    if (name == null || name.toString().startsWith(".") || !Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return entries.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }
}
