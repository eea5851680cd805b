package dev.muster.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them. */
public final class Figures {
  private static final String UNKNOWN = "-";
  private static final double THOUSAND = 1000;
  private static final double KIBI = 1024;
  private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private Figures() {}

  /** {@code 0:42}, {@code 12:05}, {@code 3:04:05}. */
  public static String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    long hours = seconds / 3600;
    return hours == 0
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60);
  }

  /** {@code 42s}, {@code 12m}, {@code 3h}, {@code 5d}. */
  public static String age(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 7200) {
      return seconds / 60 + "m";
    }
    return seconds < 172_800 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  /** Four decimals; a dash when it is not known. */
  public static String loss(@Nullable Double loss) {
    return loss == null ? UNKNOWN : String.format(Locale.ROOT, "%.4f", loss);
  }

  /** {@code 870}, {@code 13.6k}, {@code 2.1M}; a dash when it is not known. */
  public static String rate(@Nullable Double perSecond) {
    if (perSecond == null) {
      return UNKNOWN;
    }
    if (perSecond >= THOUSAND * THOUSAND) {
      return String.format(Locale.ROOT, "%.1fM", perSecond / THOUSAND / THOUSAND);
    }
    return perSecond >= THOUSAND
        ? String.format(Locale.ROOT, "%.1fk", perSecond / THOUSAND)
        : String.format(Locale.ROOT, "%.0f", perSecond);
  }

  /** {@code 512 B}, {@code 3.4 GiB}; a dash when it is not known. */
  public static String bytes(@Nullable Long bytes) {
    if (bytes == null) {
      return UNKNOWN;
    }
    double value = bytes;
    int unit = 0;
    while (value >= KIBI && unit < BYTE_UNITS.size() - 1) {
      value /= KIBI;
      unit++;
    }
    String digits = unit == 0 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, value, BYTE_UNITS.get(unit));
  }

  /** How long until then; a dash when it is not known. */
  public static String eta(@Nullable Instant end, Instant now) {
    return end == null ? UNKNOWN : clock(Duration.between(now, end));
  }

  /** {@code 1 rank}, {@code 4 ranks}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A share in whole percent, rounded down. */
  static long percent(long part, long whole) {
    return whole <= 0 ? 0 : Math.clamp(part * 100 / whole, 0, 100);
  }
}
