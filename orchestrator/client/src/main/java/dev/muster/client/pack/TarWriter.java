package dev.muster.client.pack;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * Writes a tar archive: ustar, with a pax header before a member whose name or link is too long for
 * it. Owner and time are the same for all, so that only content, names and modes matter.
 */
final class TarWriter implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;

  /** 1980-01-01T00:00:00Z, the oldest time that zip archives made from the files can have. */
  private static final long TIME_SECONDS = 315_532_800;

  private final OutputStream output;

  TarWriter(OutputStream output) {
    this.output = output;
  }

  void add(Member member) throws IOException {
    String name = member.kind() == Member.Kind.FOLDER ? member.name() + "/" : member.name();
    byte[] extra = extra(name, member.target());
    if (extra.length > 0) {
      header("pax", 'x', 0644, extra.length, "");
      content(extra);
    }
    header(name, member.kind().letter(), member.mode(), member.size(), member.target());
    if (member.kind() == Member.Kind.FILE) {
      content(member);
    }
  }

  /** Two empty blocks end an archive. */
  @Override
  public void close() throws IOException {
    output.write(new byte[2 * BLOCK]);
    output.close();
  }

  private void header(String name, char kind, int mode, long size, String target)
      throws IOException {
    byte[] block = new byte[BLOCK];
    put(block, 0, NAME_BYTES, utf8(name));
    octal(block, 100, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, size);
    octal(block, 136, 12, TIME_SECONDS);
    block[156] = (byte) kind;
    put(block, 157, NAME_BYTES, utf8(target));
    put(block, 257, 8, utf8("ustar\00000"));
    Arrays.fill(block, 148, 156, (byte) ' ');
    octal(block, 148, 7, sum(block));
    output.write(block);
  }

  private void content(byte[] bytes) throws IOException {
    output.write(bytes);
    pad(bytes.length);
  }

  /** Exactly as many bytes as the header says, whatever happens to the file meanwhile. */
  private void content(Member member) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = member.size();
    try (InputStream input = Files.newInputStream(member.path())) {
      while (left > 0) {
        int count = input.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new EOFException(member.name() + ": got shorter while it was packed");
        }
        output.write(buffer, 0, count);
        left -= count;
      }
    }
    pad(member.size());
  }

  private void pad(long size) throws IOException {
    output.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  private static byte[] extra(String name, String target) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if (utf8(name).length > NAME_BYTES) {
      records.writeBytes(pax("path", name));
    }
    if (utf8(target).length > NAME_BYTES) {
      records.writeBytes(pax("linkpath", target));
    }
    return records.toByteArray();
  }

  /** {@code LENGTH NAME=VALUE\n}, where the length counts itself. */
  private static byte[] pax(String name, String value) {
    String rest = " " + name + "=" + value + "\n";
    int body = utf8(rest).length;
    int length = body + Integer.toString(body).length();
    if (Integer.toString(length).length() > Integer.toString(body).length()) {
      length++;
    }
    return utf8(length + rest);
  }

  private static void put(byte[] block, int from, int room, byte[] bytes) {
    System.arraycopy(bytes, 0, block, from, Math.min(room, bytes.length));
  }

  private static void octal(byte[] block, int from, int room, long value) {
    String digits = Long.toOctalString(value);
    put(block, from, room - 1, utf8("0".repeat(room - 1 - digits.length()) + digits));
  }

  private static int sum(byte[] block) {
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    return sum;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
