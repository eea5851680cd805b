package dev.muster.store;

import org.jdbi.v3.core.Handle;

/**
 * The right to write: a number that whoever opens a store takes anew, one higher than the last.
 * Every transaction that writes asks first whether the number is still the newest, so a server that
 * was taken for dead cannot write beside its successor.
 *
 * @param number which leader of this store, from 1
 */
record Leader(long number) {
  private static final String NAME = "leader";

  /** Takes over; the former leader's next commit fails. */
  static Leader take(Handle handle) {
    long number = current(handle) + 1;
    new Meta(handle).put(NAME, Long.toString(number));
    return new Leader(number);
  }

  /**
   * Asked in the transaction that writes.
   *
   * @throws DeposedException if another has taken over
   */
  void require(Handle handle) {
    if (!leads(handle)) {
      throw new DeposedException(number, current(handle));
    }
  }

  /** Whether no other has taken over. */
  boolean leads(Handle handle) {
    return current(handle) == number;
  }

  private static long current(Handle handle) {
    return new Meta(handle).get(NAME).map(Long::parseLong).orElse(0L);
  }
}
