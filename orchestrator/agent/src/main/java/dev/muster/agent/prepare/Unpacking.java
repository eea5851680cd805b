package dev.muster.agent.prepare;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a working directory. Nothing lands outside: names are relative and have no "..", links
 * are made last, so that nothing is written through one, and must lead to within. Sizes are
 * bounded.
 */
final class Unpacking {
  private static final long BYTES_MAX = 4L * 1024 * 1024 * 1024;
  private static final int ENTRIES_MAX = 500_000;

  private final Path root;
  private final long bytesMax;
  private final Map<Path, Path> links = new LinkedHashMap<>();
  private long bytes;
  private int entries;

  private Unpacking(Path root, long bytesMax) {
    this.root = root;
    this.bytesMax = bytesMax;
  }

  /** Unpacks a compressed archive into an empty folder. */
  static void unpack(Path archive, Path folder) throws IOException {
    unpack(archive, folder, BYTES_MAX);
  }

  static void unpack(Path archive, Path folder, long bytesMax) throws IOException {
    try (InputStream input =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      new Unpacking(folder.toRealPath(), bytesMax).unpack(new TarReader(input));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("archive is damaged: " + e.getMessage(), e);
    }
  }

  private void unpack(TarReader archive) throws IOException {
    for (@Nullable TarEntry entry = archive.next(); entry != null; entry = archive.next()) {
      count(entry);
      Path path = inside(entry.name());
      switch (entry.kind()) {
        case FILE -> file(archive, entry, path);
        case FOLDER -> Files.createDirectories(path);
        case LINK -> links.put(path, target(entry, path));
      }
    }
    for (Map.Entry<Path, Path> link : links.entrySet()) {
      link(link.getKey(), link.getValue());
    }
    for (Path link : links.keySet()) {
      requireInside(link);
    }
  }

  private void count(TarEntry entry) throws IOException {
    entries++;
    if (entry.size() > bytesMax - bytes || entries > ENTRIES_MAX) {
      throw new IOException(
          "archive: %s has %d bytes, after %d bytes in %d entries (expected: <= %d and < %d in all)"
              .formatted(entry.name(), entry.size(), bytes, entries - 1, bytesMax, ENTRIES_MAX));
    }
    bytes += entry.size();
  }

  private void file(TarReader archive, TarEntry entry, Path path) throws IOException {
    Files.createDirectories(folderOf(path));
    try (OutputStream output = Files.newOutputStream(path)) {
      archive.content(output);
    }
    Files.setPosixFilePermissions(path, permissions(entry.mode()));
  }

  private void link(Path path, Path target) throws IOException {
    Files.createDirectories(folderOf(path));
    requireInside(folderOf(path));
    try {
      Files.createSymbolicLink(path, target);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(name(path) + ": twice in the archive", e);
    }
  }

  private Path inside(String name) throws IOException {
    Path path = Path.of(name);
    boolean climbs = path.isAbsolute();
    for (Path part : path) {
      climbs |= part.toString().equals("..");
    }
    if (climbs || name.isEmpty()) {
      throw new IOException(
          name + ": leaves the folder (expected: a relative path without \"..\")");
    }
    return root.resolve(path).normalize();
  }

  private Path target(TarEntry entry, Path path) throws IOException {
    Path target = Path.of(entry.link());
    if (target.isAbsolute() || !path.resolveSibling(target).normalize().startsWith(root)) {
      throw leaves(path, target.toString());
    }
    return target;
  }

  /** Follows all links of a path, also those on its way. A link to nothing leads nowhere. */
  private void requireInside(Path path) throws IOException {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(root)) {
        throw leaves(path, real.toString());
      }
    } catch (NoSuchFileException e) {
      // Its text was checked before.
    }
  }

  private IOException leaves(Path path, String target) {
    return new IOException(
        "%s: links to %s (expected: a place within the folder)".formatted(name(path), target));
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path below the folder");
  }

  private Path name(Path path) {
    return root.relativize(path);
  }

  /** The archive's bits, and always the owner's to read and write. */
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    PosixFilePermission[] fromHighest = PosixFilePermission.values();
    for (int bit = 0; bit < fromHighest.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        permissions.add(fromHighest[bit]);
      }
    }
    return permissions;
  }
}
