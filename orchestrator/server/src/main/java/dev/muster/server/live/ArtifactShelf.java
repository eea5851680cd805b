package dev.muster.server.live;

import dev.muster.server.home.DataDirectory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Packed working directories, each a file called by its SHA-256: whole and right, or not there. */
public final class ArtifactShelf {
  /** How large a packed working directory may be. */
  public static final long BYTES_MAX = 512L * 1024 * 1024;

  /** More than {@link #BYTES_MAX} came. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException() {
      super("artifact: more than %d bytes".formatted(BYTES_MAX));
    }
  }

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  public ArtifactShelf(DataDirectory home) {
    this.folder = home.artifacts();
  }

  /** Whether a text can be a digest at all. */
  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  public boolean has(String digest) {
    return isDigest(digest) && Files.isRegularFile(folder.resolve(digest));
  }

  public InputStream open(String digest) throws IOException {
    return Files.newInputStream(folder.resolve(digest));
  }

  public long size(String digest) throws IOException {
    return Files.size(folder.resolve(digest));
  }

  /**
   * Keeps what comes if its digest is the expected one, and answers the digest it has.
   *
   * @throws TooLargeException if it is larger than {@link #BYTES_MAX}; then nothing is kept
   */
  public String keep(InputStream content, String expected) throws IOException {
    return keep(content, digest -> digest.equals(expected));
  }

  /**
   * Keeps what comes, whatever it is.
   *
   * @return its digest
   * @throws TooLargeException if it is larger than {@link #BYTES_MAX}; then nothing is kept
   */
  public String keep(InputStream content) throws IOException {
    return keep(content, digest -> true);
  }

  private String keep(InputStream content, Predicate<String> wanted) throws IOException {
    Path incoming = Files.createTempFile(folder, "incoming-", "");
    try {
      String digest = write(content, incoming);
      if (wanted.test(digest)) {
        sync(incoming);
        Files.move(incoming, folder.resolve(digest), StandardCopyOption.ATOMIC_MOVE);
      }
      return digest;
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static String write(InputStream content, Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream bounded = new Bounded(content);
        InputStream digesting = new DigestInputStream(bounded, sha256);
        OutputStream out = Files.newOutputStream(file)) {
      digesting.transferTo(out);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  /** Reads no further than the limit. */
  private static final class Bounded extends FilterInputStream {
    private long count;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) throws TooLargeException {
      count += read;
      if (count > BYTES_MAX) {
        throw new TooLargeException();
      }
    }
  }
}
