package dev.muster.spi;

import java.time.Duration;

/**
 * What a provider can and cannot do.
 *
 * @param idempotency what makes a repeated {@code claim} harmless
 * @param listLag how long a new resource may be missing from listings
 * @param sharesFileSystem true when nodes see the server's data directory (this machine)
 */
public record Capabilities(Idempotency idempotency, Duration listLag, boolean sharesFileSystem) {

  /** What the provider recognises a repeated request by. */
  public enum Idempotency {
    /** A token in the request. */
    TOKEN,
    /** The resource's name. */
    NAME,
    /**
     * Nothing: look for what exists, and wait out {@link Capabilities#listLag()}, before repeating.
     */
    NONE
  }
}
