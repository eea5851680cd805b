package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time span within a bound, for example {@code 90s}. */
public record Time(Duration most) implements ScalarType<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(s|m|h)");

  @Override
  public String expectation() {
    return "a time such as 30s, 5m or 1h, at most %dh".formatted(most.toHours());
  }

  @Override
  public Parsed<Duration> parse(Scalar scalar) {
    Matcher matcher = FORM.matcher(scalar.text());
    if (!matcher.matches()) {
      return Parsed.wrong();
    }
    Duration time = time(Long.parseLong(matcher.group(1)), matcher.group(2).charAt(0));
    return time.compareTo(most) <= 0 ? new Parsed.Good<>(time) : Parsed.wrong();
  }

  private static Duration time(long number, char unit) {
    return switch (unit) {
      case 'h' -> Duration.ofHours(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
