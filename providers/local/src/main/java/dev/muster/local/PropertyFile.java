package dev.muster.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;

/** A small file of {@code key=value} lines that is written whole or not at all. */
final class PropertyFile {
  private PropertyFile() {}

  /** Writes it durably: after this the content survives a power cut. */
  static void write(Path file, Map<String, String> content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text(content).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Reads it. */
  static Properties read(Path file) throws IOException {
    Properties content = new Properties();
    try {
      content.load(new StringReader(Files.readString(file)));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("%s: not readable: %s".formatted(file, malformed.getMessage()));
    }
    return content;
  }

  /**
   * The value of a key.
   *
   * @throws IOException when it is missing
   */
  static String value(Properties content, String key) throws IOException {
    String value = content.getProperty(key);
    if (value == null) {
      throw new IOException("\"%s\" is missing (expected: key=value)".formatted(key));
    }
    return value;
  }

  private static String text(Map<String, String> content) {
    StringBuilder text = new StringBuilder();
    content.forEach(
        (key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
    return text.toString();
  }

  private static String escaped(String value) {
    String lines = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return lines.startsWith(" ") ? "\\" + lines : lines;
  }
}
