package dev.muster.cli;

import dev.muster.cli.terminal.Paper;
import dev.muster.cli.text.Clip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  /** As text for a terminal: what it would act on is left out, and a line that is written over. */
  static LogSink of(Paper paper) {
    return new LogSink() {
      private final CharsetDecoder decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
      private byte[] cut = new byte[0];

      @Override
      public void take(byte[] piece) throws IOException {
        ByteBuffer bytes =
            ByteBuffer.allocate(cut.length + piece.length).put(cut).put(piece).flip();
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
        decoder.decode(bytes, text, false);
        cut = new byte[bytes.remaining()];
        bytes.get(cut);
        paper.print(Clip.written(text.flip().toString()));
        paper.flush();
        Optional<IOException> failure = paper.failure();
        if (failure.isPresent()) {
          throw failure.get();
        }
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
