package dev.muster.server.jobs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkpoint that a job wants to start from: looked at before the job is taken. */
final class ResumePoint {
  private ResumePoint() {}

  /**
   * Refuses a manifest whose {@code resumeFrom} is no complete checkpoint. Complete is a folder
   * with something in it whose name does not begin with a dot: a checkpoint gets its name when all
   * ranks have written.
   */
  static void require(Manifest manifest) {
    String from = manifest.spec().checkpoint().resumeFrom();
    if (from != null && !complete(Path.of(from))) {
      throw manifest.refused(
          "/spec/checkpoint/resumeFrom",
          "`%s` is no complete checkpoint (expected: a folder with files in it)".formatted(from));
    }
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
