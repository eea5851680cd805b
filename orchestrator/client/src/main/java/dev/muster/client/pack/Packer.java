package dev.muster.client.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Packs a working directory as a compressed tar archive. */
public final class Packer {
  /** How large a working directory may be. */
  static final long BYTES_MAX = 512L * 1024 * 1024;

  private static final double MEBIBYTE = 1024.0 * 1024;
  private static final int NAMED_MAX = 5;

  private final long bytesMax;

  public Packer() {
    this(BYTES_MAX);
  }

  Packer(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * Packs a folder into a file of its own.
   *
   * @throws UnpackableException if it is too much, or leads out of the folder
   */
  public Packed pack(Path folder) throws IOException {
    Path root = folder.toRealPath();
    List<Member> members = Listing.of(root);
    requireBound(folder, members);
    requireInside(root, members);
    Path file = Files.createTempFile("muster-workdir-", ".tar.gz");
    try {
      String digest = write(members, file);
      return new Packed(file, digest, count(members), Files.size(file));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static String write(List<Member> members, Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (OutputStream digesting =
            new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), sha256);
        TarWriter tar = new TarWriter(new BufferedOutputStream(new Gzip(digesting)))) {
      for (Member member : members) {
        tar.add(member);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static int count(List<Member> members) {
    return (int) members.stream().filter(m -> m.kind() == Member.Kind.FILE).count();
  }

  private void requireBound(Path folder, List<Member> members) {
    long bytes = members.stream().mapToLong(Member::size).sum();
    if (bytes > bytesMax) {
      throw new UnpackableException(
          "workdir %s: %.0f MiB (expected: <= %.0f MiB); its largest files: %s"
              .formatted(folder, bytes / MEBIBYTE, bytesMax / MEBIBYTE, largest(members)),
          "leave out what the ranks do not need: write it into .musterignore");
    }
  }

  private static String largest(List<Member> members) {
    return members.stream()
        .sorted(Comparator.comparingLong(Member::size).reversed())
        .limit(NAMED_MAX)
        .map(m -> "%s (%.1f MiB)".formatted(m.name(), m.size() / MEBIBYTE))
        .collect(Collectors.joining(", "));
  }

  /** A link that leads outside would lead nowhere on a node. */
  private static void requireInside(Path root, List<Member> members) {
    List<Member> outside =
        members.stream()
            .filter(m -> m.kind() == Member.Kind.LINK && leadsOutside(root, m))
            .toList();
    if (!outside.isEmpty()) {
      throw new UnpackableException(
          "workdir %s: %s (expected: links to places within)".formatted(root, named(outside)),
          "replace what ranks need by a copy, and write the rest into .musterignore");
    }
  }

  private static boolean leadsOutside(Path root, Member link) {
    Path target = Path.of(link.target());
    return target.isAbsolute() || !link.path().resolveSibling(target).normalize().startsWith(root);
  }

  private static String named(List<Member> links) {
    String first =
        links.stream()
            .limit(NAMED_MAX)
            .map(m -> "%s is a link to %s".formatted(m.name(), m.target()))
            .collect(Collectors.joining(", "));
    return links.size() <= NAMED_MAX
        ? first
        : "%s, and %d more".formatted(first, links.size() - NAMED_MAX);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  /**
   * Its header has neither name nor time. Fast: most of what is packed goes no further than here.
   */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
