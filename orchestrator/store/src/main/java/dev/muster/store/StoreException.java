package dev.muster.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be opened, read or written; the message says why in words. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
