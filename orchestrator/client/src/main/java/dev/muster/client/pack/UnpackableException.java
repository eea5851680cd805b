package dev.muster.client.pack;

/** A working directory cannot be packed as it is. */
public final class UnpackableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String next;

  /**
   * @param what what is wrong: the value and what was expected
   * @param next the next step to take
   */
  UnpackableException(String what, String next) {
    super(what);
    this.next = next;
  }

  /** What to do about it. */
  public String next() {
    return next;
  }
}
