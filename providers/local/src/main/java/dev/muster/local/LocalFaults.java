package dev.muster.local;

import dev.muster.spi.ClaimId;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What can go wrong on this machine, in words. */
final class LocalFaults {
  private static final int WORDS_MAX = 160;

  private LocalFaults() {}

  static Fault unknownFlavor(String flavor) {
    return Fault.of(
        FaultCode.CAPACITY_UNSUPPORTED,
        "flavor \"%s\" (expected: \"%s\")".formatted(flavor, LocalCatalog.FLAVOR));
  }

  static Fault neverFits(String asked, String has) {
    return Fault.of(
        FaultCode.CAPACITY_UNSUPPORTED,
        "%s never fits this machine, which has %s".formatted(asked, has));
  }

  static Fault stockout(String asked, String free) {
    return Fault.of(FaultCode.CAPACITY_STOCKOUT, "%s does not fit now: %s".formatted(asked, free));
  }

  static Fault conflict(ClaimId claim) {
    return Fault.of(
        FaultCode.NAME_CONFLICT,
        "claim %s exists and asked for something else (expected: the same request)"
            .formatted(claim));
  }

  static Fault neverHeardOf(ClaimId claim) {
    return Fault.of(FaultCode.NOT_FOUND, "claim %s is not known on this machine".formatted(claim));
  }

  static Fault halfStarted(ClaimId claim) {
    return Fault.of(FaultCode.NODE_LOST, "the start of claim %s was broken off".formatted(claim));
  }

  static Fault agentGone(NodeHome home, List<String> lastLines) {
    return Fault.of(
        FaultCode.NODE_LOST,
        "node %d: the agent of node %s is gone; %s"
            .formatted(home.node(), home.name(), lastWords(lastLines)));
  }

  static String endedAtOnce(List<String> lastLines) {
    return "it ended at once; " + lastWords(lastLines);
  }

  private static String lastWords(List<String> lines) {
    return lines.isEmpty()
        ? "it wrote nothing about that"
        : lines.stream()
            .map(LocalFaults::shortened)
            .collect(Collectors.joining("; ", "its last words: ", ""));
  }

  /** The whole of it is in the agent's log. */
  private static String shortened(String line) {
    return line.length() <= WORDS_MAX ? line : line.substring(0, WORDS_MAX) + " …";
  }

  /** The denial of a claim whose agents could not be started. */
  static Fault unprepared(String why) {
    return Fault.of(FaultCode.NODE_UNPREPARED, why);
  }

  static String notStarted(String node, IOException cause) {
    return "the agent of node %s could not be started: %s".formatted(node, words(cause));
  }

  /** A file or {@code /proc} could not be read or written: nobody can say what is. */
  static Fault unreadable(IOException cause) {
    return Fault.of(FaultCode.TRANSIENT, "this machine's claims cannot be read: " + words(cause));
  }

  /** The exception's kind counts: many of its messages are just a path. */
  private static String words(IOException cause) {
    return "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
  }
}
