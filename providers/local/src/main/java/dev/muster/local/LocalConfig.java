package dev.muster.local;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of the local provider.
 *
 * @param cores how many cores to give away; empty: all that this process may use
 * @param memoryBytes how much memory to give away; empty: all that this process may use
 * @param diskBytes how much disk to give away; empty: all that is free where the data directory
 *     lies
 */
record LocalConfig(OptionalInt cores, OptionalLong memoryBytes, OptionalLong diskBytes) {
  private static final Set<String> KNOWN = Set.of("cores", "memory", "disk");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,11})([KMGT]i)?B?");
  private static final String UNITS = "KMGT";

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException for one that is unknown or not readable
   */
  static LocalConfig of(Map<String, String> settings) {
    Set<String> unknown = new TreeSet<>(settings.keySet());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "local provider: unknown settings %s (expected: %s)"
              .formatted(unknown, new TreeSet<>(KNOWN)));
    }
    String cores = settings.get("cores");
    return new LocalConfig(
        cores == null ? OptionalInt.empty() : OptionalInt.of(number(cores)),
        bytes("memory", settings),
        bytes("disk", settings));
  }

  private static int number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw refused("cores", text, "a whole number, at least 1");
    }
    return Integer.parseInt(text);
  }

  private static OptionalLong bytes(String setting, Map<String, String> settings) {
    String text = settings.get(setting);
    if (text == null) {
      return OptionalLong.empty();
    }
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw refused(setting, text, "a size such as 16GiB");
    }
    long number = Long.parseLong(size.group(1));
    String unit = size.group(2);
    return OptionalLong.of(
        unit == null ? number : number << (10 * (UNITS.indexOf(unit.charAt(0)) + 1)));
  }

  private static IllegalArgumentException refused(String setting, String text, String expected) {
    return new IllegalArgumentException(
        "local provider: %s: \"%s\" (expected: %s)".formatted(setting, text, expected));
  }
}
