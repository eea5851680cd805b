package dev.muster.agent.prepare;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive member by member: ustar, with pax headers or GNU's for long names. Files,
 * folders and symbolic links are known; anything else is an error. A block is 512 bytes:
 *
 * <pre>
 *   name 0+100 · mode 100+8 · size 124+12 · checksum 148+8 · kind 156 · link 157+100
 *   "ustar" 257+5 · prefix of the name 345+155
 * </pre>
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int HEADER_TEXT_MAX = 64 * 1024;

  private final InputStream input;
  private final byte[] block = new byte[BLOCK];
  private final Map<String, String> announced = new HashMap<>();
  private long unread;
  private long padding;

  TarReader(InputStream input) {
    this.input = input;
  }

  /** The next member; null at the end. What was not read of the former's content is skipped. */
  @Nullable TarEntry next() throws IOException {
    announced.clear();
    while (readHeader()) {
      char kind = (char) block[156];
      switch (kind) {
        case 'x' -> announcePax(text());
        case 'L' -> announced.put("path", trimmed(text()));
        case 'K' -> announced.put("linkpath", trimmed(text()));
        case 'g' -> text();
        default -> {
          return entry(kind);
        }
      }
    }
    return null;
  }

  /** Copies the content of the member that was read last. */
  void content(OutputStream output) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    while (unread > 0) {
      int length = input.read(buffer, 0, (int) Math.min(buffer.length, unread));
      if (length < 0) {
        throw new EOFException("archive ends within a file");
      }
      output.write(buffer, 0, length);
      unread -= length;
    }
  }

  private boolean readHeader() throws IOException {
    input.skipNBytes(unread + padding);
    unread = 0;
    padding = 0;
    int length = input.readNBytes(block, 0, BLOCK);
    if (length == 0 || (length == BLOCK && blank())) {
      return false;
    }
    if (length < BLOCK || number(148, 8) != checksum()) {
      throw new IOException("archive is damaged: header with a wrong checksum");
    }
    follows(number(124, 12));
    return true;
  }

  private TarEntry entry(char kind) throws IOException {
    String name = announced.getOrDefault("path", headerName());
    String size = announced.get("size");
    if (size != null) {
      follows(Long.parseLong(size));
    }
    TarEntry.Kind known = kind(kind, name);
    String link = announced.getOrDefault("linkpath", string(157, 100));
    return new TarEntry(
        name, known, (int) number(100, 8) & 0777, unread, known == TarEntry.Kind.LINK ? link : "");
  }

  private static TarEntry.Kind kind(char kind, String name) throws IOException {
    return switch (kind) {
      case '0', '\0' -> name.endsWith("/") ? TarEntry.Kind.FOLDER : TarEntry.Kind.FILE;
      case '5' -> TarEntry.Kind.FOLDER;
      case '2' -> TarEntry.Kind.LINK;
      default ->
          throw new IOException(
              "%s: kind '%c' (expected: a file, a folder or a symbolic link)"
                  .formatted(name, kind));
    };
  }

  private void follows(long bytes) throws IOException {
    if (bytes < 0) {
      throw new IOException("archive is damaged: size " + bytes);
    }
    unread = bytes;
    padding = (BLOCK - bytes % BLOCK) % BLOCK;
  }

  private String headerName() {
    String name = string(0, 100);
    boolean ustar = string(257, 5).equals("ustar") && block[262] == 0;
    String prefix = ustar ? string(345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** The content of a header that says something about the next member. */
  private String text() throws IOException {
    if (unread > HEADER_TEXT_MAX) {
      throw new IOException(
          "archive header: %d bytes (expected: <= %d)".formatted(unread, HEADER_TEXT_MAX));
    }
    byte[] bytes = input.readNBytes((int) unread);
    unread = 0;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Records are {@code LENGTH NAME=VALUE\n}; the length counts the whole record in bytes. */
  private void announcePax(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int start = 0;
    while (start < bytes.length) {
      int space = start;
      while (bytes[space] != ' ') {
        space++;
      }
      int length =
          Integer.parseInt(new String(bytes, start, space - start, StandardCharsets.UTF_8));
      String record =
          new String(bytes, space + 1, start + length - space - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      announced.put(record.substring(0, equals), record.substring(equals + 1));
      start += length;
    }
  }

  private boolean blank() {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private long checksum() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= 148 && i < 156;
      sum += own ? ' ' : block[i] & 0xff;
    }
    return sum;
  }

  private long number(int from, int length) throws IOException {
    String digits = string(from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("archive is damaged: number \"" + digits + "\"", e);
    }
  }

  private String string(int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, StandardCharsets.UTF_8);
  }

  private static String trimmed(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
