package dev.muster.cli;

import dev.muster.cli.follow.Interruptions;
import dev.muster.cli.terminal.Paper;
import dev.muster.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the process that runs a command gives to it. Text is UTF-8 wherever it goes: what a terminal
 * shows and what a file keeps should not depend on a locale.
 *
 * @param environment environment variables
 * @param properties system properties
 * @param clock what time it is, and where
 * @param input standard input
 * @param output standard output, for bytes
 * @param out standard output, for text; what a terminal would act on does not pass
 * @param err standard error, likewise
 * @param screen standard output, for who draws on a terminal
 * @param interruptions takes over the signals that come from now on
 */
record Surroundings(
    Map<String, String> environment,
    Map<?, ?> properties,
    Clock clock,
    InputStream input,
    OutputStream output,
    Paper out,
    Paper err,
    PrintWriter screen,
    Supplier<Interruptions> interruptions) {
  /** Longer answers are none. */
  private static final int LINE_MAX = 4096;

  /** Those of this process. */
  static Surroundings ofThisProcess() {
    OutputStream output = new FileOutputStream(FileDescriptor.out);
    return new Surroundings(
        System.getenv(),
        System.getProperties(),
        Clock.system(ZoneId.systemDefault()),
        System.in,
        output,
        paper(output, 1),
        paper(new FileOutputStream(FileDescriptor.err), 2),
        writer(output),
        Interruptions::ofThisProcess);
  }

  /** The launcher says what the locale of the person was before it set one for Java. */
  private static Paper paper(OutputStream stream, int descriptor) {
    boolean ascii = Boolean.getBoolean("muster.ascii") && Terminal.isTerminal(descriptor);
    return ascii ? Paper.ofAscii(stream) : Paper.on(stream);
  }

  /** Writes text at the end of each line. */
  static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** A line of standard input, as far as there is one; for answers to questions. */
  String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = input.read();
          next >= 0 && next != '\n' && line.size() < LINE_MAX;
          next = input.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      return "";
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
