package dev.muster.spi;

/** Marks every resource that one installation of Muster created: a random name, kept for good. */
public record OwnerTag(String value) {
  public OwnerTag {
    Names.requireLabel("owner", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
