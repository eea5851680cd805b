package dev.muster.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What became of one question.
 *
 * @param subject what was looked at
 * @param verdict {@code ok}, {@code note} (something does without it) or {@code missing}
 * @param detail what was found
 * @param fix what to do about it; null when there is nothing to do
 */
public record Finding(String subject, String verdict, String detail, @Nullable String fix) {
  /** All is well. */
  public static final String OK = "ok";

  /** Some jobs cannot do without it, others can. */
  public static final String NOTE = "note";

  /** Muster does not work without it. */
  public static final String MISSING = "missing";

  static Finding ok(String subject, String detail) {
    return new Finding(subject, OK, detail, null);
  }

  static Finding note(String subject, String detail, @Nullable String fix) {
    return new Finding(subject, NOTE, detail, fix);
  }

  static Finding missing(String subject, String detail, @Nullable String fix) {
    return new Finding(subject, MISSING, detail, fix);
  }

  /** Whether Muster does not work because of it. */
  public boolean blocks() {
    return verdict.equals(MISSING);
  }
}
