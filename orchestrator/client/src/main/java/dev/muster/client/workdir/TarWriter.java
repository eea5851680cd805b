package dev.muster.client.workdir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a tar archive: ustar, with a pax header before a member whose name or link is long. Times,
 * owners and everything else that differs between machines are left at zero.
 *
 * <pre>
 *   name 0+100 · mode 100+8 · size 124+12 · checksum 148+8 · kind 156 · link 157+100 · "ustar" 257
 * </pre>
 */
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES_MAX = 100;
  private static final int FILE_MODE = 0644;
  private static final int PROGRAM_MODE = 0755;

  private final OutputStream output;

  TarWriter(OutputStream output) {
    this.output = output;
  }

  void folder(String name) throws IOException {
    header(name + "/", '5', PROGRAM_MODE, 0, "");
  }

  void link(String name, String target) throws IOException {
    header(name, '2', PROGRAM_MODE, 0, target);
  }

  /**
   * A file.
   *
   * @throws IOException also if the content has another size: it was changed meanwhile
   */
  void file(String name, boolean program, long size, InputStream content) throws IOException {
    header(name, '0', program ? PROGRAM_MODE : FILE_MODE, size, "");
    long written = content.transferTo(output);
    if (written != size) {
      throw new IOException(
          "%s: %d bytes (expected: %d; it changed while it was packed)"
              .formatted(name, written, size));
    }
    pad(size);
  }

  /** Two empty blocks end an archive. */
  void end() throws IOException {
    output.write(new byte[2 * BLOCK]);
  }

  private void header(String name, char kind, int mode, long size, String link) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] linkBytes = link.getBytes(StandardCharsets.UTF_8);
    if (nameBytes.length > NAME_BYTES_MAX || linkBytes.length > NAME_BYTES_MAX) {
      pax(name, link);
    }
    block(nameBytes, kind, mode, size, linkBytes);
  }

  private void pax(String name, String link) throws IOException {
    String records = record("path", name) + (link.isEmpty() ? "" : record("linkpath", link));
    byte[] content = records.getBytes(StandardCharsets.UTF_8);
    block("pax".getBytes(StandardCharsets.US_ASCII), 'x', FILE_MODE, content.length, new byte[0]);
    output.write(content);
    pad(content.length);
  }

  /** A record counts all of its own bytes, the digits of the count included. */
  private static String record(String key, String value) {
    String content = " " + key + "=" + value + "\n";
    int bytes = content.getBytes(StandardCharsets.UTF_8).length;
    int length = bytes + String.valueOf(bytes).length();
    length = bytes + String.valueOf(length).length();
    return length + content;
  }

  private void block(byte[] name, char kind, int mode, long size, byte[] link) throws IOException {
    byte[] block = new byte[BLOCK];
    put(block, 0, Arrays.copyOf(name, Math.min(name.length, NAME_BYTES_MAX)));
    put(block, 100, octal(mode, 7));
    put(block, 108, octal(0, 7));
    put(block, 116, octal(0, 7));
    put(block, 124, octal(size, 11));
    put(block, 136, octal(0, 11));
    put(block, 148, "        ".getBytes(StandardCharsets.US_ASCII));
    block[156] = (byte) kind;
    put(block, 157, Arrays.copyOf(link, Math.min(link.length, NAME_BYTES_MAX)));
    put(block, 257, "ustar\0".getBytes(StandardCharsets.US_ASCII));
    put(block, 263, "00".getBytes(StandardCharsets.US_ASCII));
    put(block, 148, octal(checksum(block), 6));
    block[154] = 0;
    output.write(block);
  }

  private static long checksum(byte[] block) {
    long sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    return sum;
  }

  private static byte[] octal(long value, int digits) {
    return ("%0" + digits + "o").formatted(value).getBytes(StandardCharsets.US_ASCII);
  }

  private static void put(byte[] block, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private void pad(long size) throws IOException {
    output.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }
}
