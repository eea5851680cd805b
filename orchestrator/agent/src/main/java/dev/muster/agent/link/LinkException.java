package dev.muster.agent.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server could not be reached, or did not do what it was asked. */
public final class LinkException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  LinkException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  public LinkException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** Whether the server will never take what it was sent: as it is, or because of its length. */
  public boolean refused() {
    return status == 400 || status == 413;
  }

  /** Whether the server answered that there is no such thing: asking again cannot help. */
  public boolean notFound() {
    return status == 404;
  }
}
