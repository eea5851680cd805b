package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time span within bounds, for example {@code 90s}.
 *
 * @param refused words that may stand in its place and that are refused
 */
public record Time(Duration least, Duration most, List<String> refused)
    implements ScalarType<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(s|m|h)");

  public Time {
    refused = List.copyOf(refused);
  }

  /** Any time up to that one. */
  public static Time upTo(Duration most) {
    return new Time(Duration.ZERO, most, List.of());
  }

  @Override
  public String expectation() {
    String from = least.isZero() ? "" : " at least %ds,".formatted(least.toSeconds());
    return "a time such as 30s, 5m or 1h,%s at most %dh".formatted(from, most.toHours());
  }

  @Override
  public Parsed<Duration> parse(Scalar scalar) {
    if (refused.contains(scalar.text())) {
      String what = "%s: %s".formatted(scalar.pointer().name(), scalar.text());
      return new Parsed.Unsupported<>(what, "write " + expectation());
    }
    Matcher matcher = FORM.matcher(scalar.text());
    if (!matcher.matches()) {
      return Parsed.wrong();
    }
    Duration time = time(Long.parseLong(matcher.group(1)), matcher.group(2).charAt(0));
    return time.compareTo(least) >= 0 && time.compareTo(most) <= 0
        ? new Parsed.Good<>(time)
        : Parsed.wrong();
  }

  private static Duration time(long number, char unit) {
    return switch (unit) {
      case 'h' -> Duration.ofHours(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  @Override
  public Schema schema() {
    Schema time = Schema.text(FORM.pattern()).examples("30s", "5m", "1h");
    return refused.isEmpty() ? time : Schema.any(time, Schema.oneOf(refused).unsupported());
  }
}
