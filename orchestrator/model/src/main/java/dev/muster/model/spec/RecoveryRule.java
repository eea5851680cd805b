package dev.muster.model.spec;

/**
 * One answer to one kind of failure.
 *
 * @param on what it answers
 * @param action the answer
 */
public record RecoveryRule(Trigger on, Action action) {

  /** What a rule looks for. */
  public sealed interface Trigger {}

  /** A rank ended with this exit code; 128 + n stands for signal n, as a shell says it. */
  public record ExitCode(int code) implements Trigger {}

  /** A rank printed a line in which this regular expression (RE2 syntax) is found. */
  public record LogLine(String pattern) implements Trigger {}

  /**
   * A reported number is not a number, or beyond a bound.
   *
   * @param name the field of a progress line
   * @param comparison how it is compared
   * @param bound with what; unused for {@link Comparison#NAN}
   */
  public record Metric(String name, Comparison comparison, double bound) implements Trigger {}

  /** How a number is compared. */
  public enum Comparison {
    NAN,
    ABOVE,
    BELOW
  }

  /** What is done. */
  public enum Action {
    /** The gang starts anew on the same nodes. */
    RESTART,
    /** The gang starts anew on other nodes. */
    REPLACE_NODE,
    /** The job ends as failed. */
    STOP
  }
}
