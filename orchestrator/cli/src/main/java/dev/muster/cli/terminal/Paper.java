package dev.muster.cli.terminal;

import dev.muster.cli.text.Clip;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints text that others have a hand in: nothing passes that a terminal would act on, but our own
 * colours. Remembers why it could not write.
 */
public final class Paper extends PrintWriter {
  /** What our own signs become where letters beyond ASCII cannot be read. */
  private static final Map<String, String> PLAIN_SIGNS =
      Map.of(
          "…", "...", "→", "->", "×", "x", "·", "-", "█", "#", "░", ".", "“", "\"", "”", "\"", "–",
          "-");

  private final Sieve sieve;

  private Paper(Sieve sieve) {
    super(sieve, true);
    this.sieve = sieve;
  }

  /** Writes UTF-8 at the end of each line. */
  public static Paper on(OutputStream stream) {
    return new Paper(new Sieve(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false));
  }

  /** The same for a terminal that says that it knows ASCII only. */
  public static Paper ofAscii(OutputStream stream) {
    return new Paper(new Sieve(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true));
  }

  /** Why something could not be written; empty when all could. */
  public Optional<IOException> failure() {
    flush();
    return Optional.ofNullable(sieve.failure);
  }

  private static final class Sieve extends FilterWriter {
    private final boolean ascii;
    private @Nullable IOException failure;

    Sieve(Writer out, boolean ascii) {
      super(out);
      this.ascii = ascii;
    }

    @Override
    public void write(int character) throws IOException {
      write(Character.toString(character), 0, 1);
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      write(new String(characters, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      String clean = Clip.clean(text.substring(offset, offset + length));
      try {
        out.write(ascii ? plain(clean) : clean);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        super.flush();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private IOException failed(IOException e) {
      failure = failure == null ? e : failure;
      return e;
    }

    private static String plain(String text) {
      String plain = text;
      for (Map.Entry<String, String> sign : PLAIN_SIGNS.entrySet()) {
        plain = plain.replace(sign.getKey(), sign.getValue());
      }
      return plain;
    }
  }
}
