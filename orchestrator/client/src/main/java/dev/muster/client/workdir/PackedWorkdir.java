package dev.muster.client.workdir;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A working directory as one file, {@code tar.gz}.
 *
 * @param digest SHA-256 of the file
 * @param bytes its size
 * @param files how many files are in it
 */
public record PackedWorkdir(String digest, long bytes, int files) {
  /** How much may be packed, before compression; a server takes as much after it. */
  public static final long BYTES_MAX = 512L * 1024 * 1024;

  /**
   * Packs a folder, without what its {@code .gitignore} and {@code .musterignore} leave out.
   *
   * @param folder the folder
   * @param target the file to write
   * @throws IOException if something cannot be read, leads out of the folder, or is too much
   */
  public static PackedWorkdir pack(Path folder, Path target) throws IOException {
    MessageDigest sha256 = sha256();
    int files;
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
        OutputStream digesting = new DigestOutputStream(file, sha256);
        OutputStream packed = new GZIPOutputStream(digesting)) {
      files = new Packing(folder.toRealPath(), new TarWriter(packed)).run();
    }
    return new PackedWorkdir(HexFormat.of().formatHex(sha256.digest()), Files.size(target), files);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  /** One walk through a folder, in the order of names. */
  private static final class Packing {
    private final Path root;
    private final TarWriter tar;
    private long bytes;
    private int files;

    Packing(Path root, TarWriter tar) {
      this.root = root;
      this.tar = tar;
    }

    int run() throws IOException {
      walk(root, null);
      tar.end();
      return files;
    }

    private void walk(Path folder, @Nullable IgnoreRules above) throws IOException {
      IgnoreRules rules = IgnoreRules.in(folder, above);
      for (Path path : children(folder)) {
        boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        if (!rules.ignores(path, isFolder)) {
          add(path, isFolder, rules);
        }
      }
    }

    private static List<Path> children(Path folder) throws IOException {
      try (Stream<Path> all = Files.list(folder)) {
        return all.sorted().toList();
      }
    }

    private void add(Path path, boolean isFolder, IgnoreRules rules) throws IOException {
      String name = root.relativize(path).toString();
      if (isFolder) {
        tar.folder(name);
        walk(path, rules);
      } else if (Files.isSymbolicLink(path)) {
        tar.link(name, inside(path, name).toString());
      } else if (Files.isRegularFile(path)) {
        file(path, name);
      }
    }

    private void file(Path path, String name) throws IOException {
      long size = Files.size(path);
      bytes += size;
      files++;
      if (bytes > BYTES_MAX) {
        throw new IOException(
            "%s has more than %d MiB, %s among it (expected: less; a .musterignore leaves things out)"
                .formatted(root, BYTES_MAX >> 20, name));
      }
      try (InputStream content = Files.newInputStream(path)) {
        tar.file(name, Files.isExecutable(path), size, content);
      }
    }

    private Path inside(Path link, String name) throws IOException {
      Path target = Files.readSymbolicLink(link);
      if (target.isAbsolute() || !link.resolveSibling(target).normalize().startsWith(root)) {
        throw new IOException(
            "%s: links to %s (expected: a place in the folder; a .musterignore leaves it out)"
                .formatted(name, target));
      }
      return target;
    }
  }
}
