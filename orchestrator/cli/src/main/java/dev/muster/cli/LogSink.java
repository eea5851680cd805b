package dev.muster.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Where the pieces of a log go. */
interface LogSink {
  /**
   * Takes the next piece.
   *
   * @throws IOException when nobody reads any more
   */
  void take(byte[] piece) throws IOException;

  /** There are no more pieces. */
  void end();

  /** As they come, byte by byte. */
  static LogSink of(OutputStream output) {
    return new LogSink() {
      @Override
      public void take(byte[] piece) throws IOException {
        output.write(piece);
        output.flush();
      }

      @Override
      public void end() {}
    };
  }

  /** Line by line, without the line ends. */
  static LogSink ofLines(Consumer<String> lines) {
    return new LogSink() {
      private final ByteArrayOutputStream open = new ByteArrayOutputStream();

      @Override
      public void take(byte[] piece) {
        for (byte next : piece) {
          if (next == '\n') {
            tell();
          } else {
            open.write(next);
          }
        }
      }

      @Override
      public void end() {
        if (open.size() > 0) {
          tell();
        }
      }

      private void tell() {
        lines.accept(open.toString(StandardCharsets.UTF_8));
        open.reset();
      }
    };
  }
}
