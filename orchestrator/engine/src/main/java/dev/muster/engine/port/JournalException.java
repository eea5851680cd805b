package dev.muster.engine.port;

/** A batch could not be committed: disk full, read-only, deposed. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
