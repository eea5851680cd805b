package dev.muster.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Nobody answers, or the connection broke before the answer was whole. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final URI server;

  public UnreachableException(URI server, @Nullable Throwable cause) {
    super("server: %s does not answer%s".formatted(server, reason(cause)), cause);
    this.server = server;
  }

  /** The server that was asked. */
  public URI server() {
    return server;
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    String message = cause.getMessage();
    return " (%s)".formatted(message == null ? cause.getClass().getSimpleName() : message);
  }
}
