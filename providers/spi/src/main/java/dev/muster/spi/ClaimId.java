package dev.muster.spi;

/**
 * The name of one request for capacity. It is chosen and journaled before the request is sent, so a
 * provider can use it as its idempotency token, resource name and tag.
 */
public record ClaimId(String value) {
  public ClaimId {
    Names.requireLabel("claim", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
