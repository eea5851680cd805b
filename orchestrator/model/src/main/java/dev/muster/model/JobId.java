package dev.muster.model;

import java.util.regex.Pattern;

/** The identity of one submission; unlike its name it is never used again. */
public record JobId(String value) implements Comparable<JobId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{6,32}");

  public JobId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "job id: \"%s\" (expected: 6 to 32 lower-case letters and digits)".formatted(value));
    }
  }

  /** Whether this may be an id at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
