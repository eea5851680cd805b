package dev.muster.spi;

/** A value that must never appear in a log, a name, a URL or an exception. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
