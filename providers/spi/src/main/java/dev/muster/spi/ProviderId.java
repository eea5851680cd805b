package dev.muster.spi;

/** The name of one configured provider, for example {@code local} or {@code aws-main}. */
public record ProviderId(String value) {
  public ProviderId {
    Names.requireLabel("provider", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
