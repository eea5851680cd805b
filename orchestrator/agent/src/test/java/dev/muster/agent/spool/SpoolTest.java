package dev.muster.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path directory;
  private final AtomicLong now = new AtomicLong();

  @Test
  void keepsEveryByteWithinTheAllowance() throws IOException {
    Spool spool = spool(100);
    print(spool, "one\n");
    print(spool, "two\n");
    spool.complete();
    assertThat(text(spool)).isEqualTo("one\ntwo\n");
    assertThat(spool.read(4, 2)).asString().isEqualTo("tw");
    assertThat(spool.read(8, 10)).isEmpty();
  }

  @Test
  void dropsAFloodAndSaysHowMuch() throws IOException {
    Spool spool = spool(60);
    print(spool, "a".repeat(60));
    print(spool, "b".repeat(50));
    print(spool, "c".repeat(7));
    now.addAndGet(Duration.ofSeconds(30).toNanos());
    print(spool, "d".repeat(30));
    assertThat(text(spool))
        .isEqualTo("a".repeat(60) + "\n[muster: 57 bytes dropped here]\n" + "d".repeat(30));
    print(spool, "e");
    spool.complete();
    assertThat(text(spool)).endsWith("d\n[muster: 1 bytes dropped here]\n");
    assertThat(spool.lastLines().getLast()).endsWith("de");
  }

  @Test
  void keepsNoMoreThanItsLengthAndSaysHowMuchItLeftOut() throws IOException {
    int longest = 1000;
    Spool spool = new Spool(directory.resolve("0.log"), 5000, longest, now::get);
    print(spool, "a".repeat(longest - Spool.NOTES_BYTES));
    print(spool, "b".repeat(50));
    print(spool, "c".repeat(50));
    spool.complete();
    print(spool, "too late");
    assertThat(text(spool))
        .startsWith("aaa")
        .contains("a\n[muster: the limit of 1000 bytes is reached; what follows is not kept]\n")
        .endsWith("\n[muster: 100 bytes dropped here]\n")
        .doesNotContain("bb", "cc");
    assertThat(spool.size()).isLessThanOrEqualTo(longest);
  }

  @Test
  void saysHowMuchAFullDiskDidNotTake() throws IOException {
    Path full = Files.createSymbolicLink(directory.resolve("1.log"), Path.of("/dev/full"));
    Spool spool = new Spool(full, 5000, Spool.BYTES_MAX, now::get);
    print(spool, "a".repeat(70));
    print(spool, "b".repeat(30));
    spool.complete();
    assertThat(text(spool)).isEqualTo("\n[muster: 100 bytes dropped here]\n");
    assertThat(spool.size()).isEqualTo(text(spool).length());
    assertThat(spool.read(10, 3)).hasSize(3);
    assertThat(spool.lastLines()).singleElement().asString().endsWith("abb" + "b".repeat(28));
  }

  @Test
  void remembersTheLastLinesWithinBounds() {
    Tail tail = new Tail();
    for (int i = 0; i < 5000; i++) {
      byte[] line = "line %d\n\n".formatted(i).getBytes(StandardCharsets.UTF_8);
      tail.accept(line, line.length);
    }
    assertThat(tail.lines()).hasSize(20).startsWith("line 4980").endsWith("line 4999");
    byte[] flood = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    tail.accept(flood, flood.length);
    assertThat(tail.lines()).singleElement().asString().hasSize(8 * 1024);
  }

  private Spool spool(long bytesPerMinute) throws IOException {
    return new Spool(directory.resolve("0.log"), bytesPerMinute, Spool.BYTES_MAX, now::get);
  }

  private static void print(Spool spool, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    spool.accept(bytes, bytes.length);
  }

  private static String text(Spool spool) throws IOException {
    return new String(spool.read(0, 10_000), StandardCharsets.UTF_8);
  }
}
