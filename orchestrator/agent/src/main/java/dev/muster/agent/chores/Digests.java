package dev.muster.agent.chores;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * SHA-256 of files. A file that is the same as before, by its identity, size and both its times, is
 * not read again. One that was changed just now is not remembered: it could change once more within
 * the same tick of the file system's clock.
 */
final class Digests {
  private static final int BUFFER_BYTES = 1024 * 1024;
  private static final int REMEMBERED_MAX = 100_000;
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final InstantSource wall;
  private final Map<Version, String> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, String> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };
  private long bytesRead;

  /** One state of one file. */
  private record Version(String key, long bytes, FileTime modified, FileTime changed) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes basic =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      FileTime changed =
          (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
      return new Version(
          String.valueOf(basic.fileKey()), basic.size(), basic.lastModifiedTime(), changed);
    }
  }

  /**
   * What was found of a file.
   *
   * @param bytes its size
   * @param digest its SHA-256, in hexadecimal
   */
  record Found(long bytes, String digest) {}

  Digests(InstantSource wall) {
    this.wall = wall;
  }

  Found of(Path file) throws IOException {
    Version version = Version.of(file);
    String before = known.get(version);
    if (before != null) {
      return new Found(version.bytes(), before);
    }
    String digest = read(file);
    if (!Version.of(file).equals(version)) {
      throw new IOException("%s changes while it is read".formatted(file.getFileName()));
    }
    if (version.changed().toInstant().plus(SETTLED).isBefore(wall.instant())) {
      known.put(version, digest);
    }
    return new Found(version.bytes(), digest);
  }

  /** How much was read so far. */
  long bytesRead() {
    return bytesRead;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String read(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
        digest.update(buffer, 0, length);
        bytesRead += length;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
