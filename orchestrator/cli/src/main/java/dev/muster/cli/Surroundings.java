package dev.muster.cli;

import dev.muster.cli.follow.Interruptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
 * @param out standard output, for text
 * @param err standard error
 * @param interruptions takes over the signals that come from now on
 */
record Surroundings(
    Map<String, String> environment,
    Map<?, ?> properties,
    Clock clock,
    InputStream input,
    OutputStream output,
    PrintWriter out,
    PrintWriter err,
    Supplier<Interruptions> interruptions) {
  /** Those of this process. */
  static Surroundings ofThisProcess() {
    OutputStream output = new FileOutputStream(FileDescriptor.out);
    return new Surroundings(
        System.getenv(),
        System.getProperties(),
        Clock.system(ZoneId.systemDefault()),
        System.in,
        output,
        writer(output),
        writer(new FileOutputStream(FileDescriptor.err)),
        Interruptions::ofThisProcess);
  }

  /** Writes text at the end of each line. */
  static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
