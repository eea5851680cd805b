package dev.muster.agent.chores;

import dev.muster.model.run.CheckpointContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells what lies in a checkpoint's folder; a checkpoint may be a single file too. Symbolic links
 * are not followed and do not count.
 */
final class Inspection {
  /** More files than this are refused. */
  static final int FILES_MAX = 100_000;

  private final Digests digests;

  Inspection(Digests digests) {
    this.digests = digests;
  }

  /**
   * What lies there now.
   *
   * @throws IOException when it cannot be read, changes meanwhile, or is too much
   */
  CheckpointContent of(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path.toString(), null, "no such folder");
    }
    SortedMap<String, Path> files = files(path);
    MessageDigest listing = Digests.sha256();
    long bytes = 0;
    for (var file : files.entrySet()) {
      Digests.Found found = digests.of(file.getValue());
      bytes += found.bytes();
      String line = "%s %d %s\n".formatted(found.digest(), found.bytes(), file.getKey());
      listing.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new CheckpointContent(files.size(), bytes, HexFormat.of().formatHex(listing.digest()));
  }

  private static SortedMap<String, Path> files(Path root) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              files.put(name(root, file), file);
            }
            if (files.size() > FILES_MAX) {
              throw new IOException("more than %d files".formatted(FILES_MAX));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static String name(Path root, Path file) {
    return file.equals(root)
        ? String.valueOf(file.getFileName())
        : root.relativize(file).toString();
  }
}
