package dev.muster.store;

/** Another server has taken this store over: whoever still writes as its leader must end. */
public final class DeposedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DeposedException(long mine, long now) {
    super(
        "deposed: another server has taken over this store (leader %d, expected: %d)"
            .formatted(now, mine));
  }
}
