package dev.muster.testkit.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that was started, its output in files. */
public final class Command {
  private final List<String> line;
  private final Process process;
  private final Path out;
  private final Path err;

  Command(List<String> line, Process process, Path out, Path err) {
    this.line = List.copyOf(line);
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Sends it a signal, by its short name such as {@code TERM}. */
  public void signal(String name) throws IOException, InterruptedException {
    RealProcess.of(process.pid()).signal(name);
  }

  /** What it has written so far, to standard output and error. */
  public String text() {
    return text(out) + text(err);
  }

  /** Waits for its end; one that does not end is ended, and a failure. */
  public Ended await(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("%s does not end; so far:%n%s".formatted(line, text()));
    }
    return new Ended(process.exitValue(), text(out), text(err));
  }

  /** What it wrote to standard output, byte for byte. */
  public byte[] outBytes() throws IOException {
    return Files.readAllBytes(out);
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
