package dev.muster.testkit.real;

/**
 * A command that has ended.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Ended(int exit, String out, String err) {

  /** All that it wrote. */
  public String text() {
    return out + err;
  }
}
