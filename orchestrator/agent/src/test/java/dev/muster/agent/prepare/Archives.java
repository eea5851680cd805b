package dev.muster.agent.prepare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes small tar archives, good ones and bad ones. */
public final class Archives {
  private static final int BLOCK = 512;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A packed archive of text files. */
  public static byte[] packed(Map<String, String> files) throws IOException {
    Archives archive = new Archives();
    for (Map.Entry<String, String> file : files.entrySet()) {
      archive.add('0', file.getKey(), "", 0644, file.getValue());
    }
    return archive.packed();
  }

  public static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  Archives file(String name, int mode, String content) throws IOException {
    return add('0', name, "", mode, content);
  }

  Archives link(String name, String target) throws IOException {
    return add('2', name, target, 0777, "");
  }

  Archives add(char kind, String name, String link, int mode, String content) throws IOException {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 124, "%011o".formatted(body.length));
    header[156] = (byte) kind;
    put(header, 157, link);
    put(header, 257, "ustar\0" + "00");
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    bytes.write(header);
    bytes.write(body);
    bytes.write(new byte[(BLOCK - body.length % BLOCK) % BLOCK]);
    return this;
  }

  byte[] packed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes.toByteArray());
      gzip.write(new byte[2 * BLOCK]);
    }
    return packed.toByteArray();
  }

  private static void put(byte[] header, int from, String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(value, 0, header, from, Math.min(value.length, 100));
  }
}
