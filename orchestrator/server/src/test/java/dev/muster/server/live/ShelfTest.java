package dev.muster.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
  @TempDir Path folder;
  private final Shelf shelf = new Shelf(new Bell());

  @Test
  void piecesInOrderMakeTheWhole() throws IOException {
    assertThat(append(0, "ab")).isEqualTo(2);
    assertThat(append(2, "cd")).isEqualTo(4);
    assertThat(file()).hasContent("abcd");
  }

  @Test
  void aRepeatAddsNothing() throws IOException {
    append(0, "abcd");
    assertThat(append(0, "abcd")).isEqualTo(4);
    assertThat(append(1, "b")).isEqualTo(4);
    assertThat(file()).hasContent("abcd");
  }

  @Test
  void ofAnOverlapOnlyTheRestIsAdded() throws IOException {
    append(0, "abcd");
    assertThat(append(2, "cdef")).isEqualTo(6);
    assertThat(file()).hasContent("abcdef");
  }

  @Test
  void aPieceBehindAGapIsAnsweredWithWhereTheGapBegins() throws IOException {
    append(0, "ab");
    assertThat(append(5, "f")).isEqualTo(2);
    assertThat(append(0, "")).isEqualTo(2);
    assertThat(file()).hasContent("ab");
  }

  @Test
  void theListenerGetsEveryByteOnceAndBeforeItIsKept() throws IOException {
    List<String> heard = new ArrayList<>();
    Shelf.Listener listener =
        bytes -> heard.add(Files.exists(file()) + " " + new String(bytes, StandardCharsets.UTF_8));

    shelf.append(file(), 0, bytes("ab"), listener);
    shelf.append(file(), 0, bytes("ab"), listener);
    shelf.append(file(), 1, bytes("bc"), listener);

    assertThat(heard).containsExactly("false ab", "true c");
  }

  @Test
  void whatTheListenerCouldNotTakeIsNotKept() throws IOException {
    Shelf.Listener failing =
        bytes -> {
          throw new IOException("no");
        };

    try {
      shelf.append(file(), 0, bytes("ab"), failing);
      throw new AssertionError("kept");
    } catch (IOException e) {
      assertThat(file()).doesNotExist();
    }
  }

  @Test
  void beyondTheLimitEverythingCountsAsTakenAndIsDropped() throws IOException {
    long limit = GrowingFile.BYTES_MAX;
    try (RandomAccessFile large = new RandomAccessFile(file().toFile(), "rw")) {
      large.setLength(limit - 2);
    }

    assertThat(append(limit - 2, "abcd")).isEqualTo(limit + 2);
    long size = Files.size(file());
    assertThat(append(limit + 2, "ef")).isEqualTo(limit + 4);

    assertThat(Files.size(file())).isEqualTo(size);
    assertThat(end(80)).contains("ab\n[muster: the limit of " + limit).doesNotContain("cd");
  }

  private long append(long offset, String text) throws IOException {
    return shelf.append(file(), offset, bytes(text));
  }

  private Path file() {
    return folder.resolve("log");
  }

  private String end(int count) throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(file().toFile(), "r")) {
      byte[] bytes = new byte[count];
      large.seek(large.length() - count);
      large.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
