package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as RFC 3339 writes it, and as YAML 1.1 did: with a blank for the T, and without a
 * zone or a time of day for UTC.
 */
public record PointInTime() implements ScalarType<Instant> {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<date>2[01]\\d{2}-\\d{2}-\\d{2})"
              + "(?:(?:[Tt]| +)(?<time>\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)"
              + " *(?<zone>[Zz]|[+-]\\d{2}:\\d{2})?)?");

  @Override
  public String expectation() {
    return "a time such as 2026-12-01T00:00:00Z or 2026-12-01T01:00:00+01:00";
  }

  @Override
  public Parsed<Instant> parse(Scalar scalar) {
    Matcher matcher = FORM.matcher(scalar.text());
    if (!matcher.matches()) {
      return Parsed.wrong();
    }
    try {
      return new Parsed.Good<>(time(matcher));
    } catch (DateTimeException e) {
      return Parsed.wrong();
    }
  }

  private static Instant time(Matcher matcher) {
    String time = matcher.group("time");
    String zone = matcher.group("zone");
    return OffsetDateTime.of(
            LocalDate.parse(matcher.group("date")),
            time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time),
            zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone.toUpperCase(Locale.ROOT)))
        .toInstant();
  }

  @Override
  public Schema schema() {
    return Schema.text(FORM.pattern()).examples("2026-12-01T00:00:00Z");
  }
}
