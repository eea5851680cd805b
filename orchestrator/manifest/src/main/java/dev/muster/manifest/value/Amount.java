package dev.muster.manifest.value;

import static java.util.stream.Collectors.joining;

import dev.muster.manifest.tree.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with a unit, for example {@code 1.5B} tokens or {@code 512GiB} of memory.
 *
 * @param units what may follow the number; the empty one stands for a plain whole number
 * @param atLeast whether a {@code +} may follow: that much or more
 */
public record Amount(String expectation, List<Unit> units, boolean atLeast, long most)
    implements ScalarType<Long> {
  /** A unit and what it multiplies by. */
  public record Unit(String text, long factor) {}

  /** Bytes; a unit must be given. */
  public static final Amount MEMORY =
      new Amount("an amount such as 512GiB or 64GB", memoryUnits(), true, 1L << 50);

  /** Parameters of a model. */
  public static final Amount PARAMETERS =
      new Amount("a whole number, or one with K, M, B or T", tokenUnits(), false, (long) 1e15);

  /** Tokens to train on. */
  public static final Amount TOKENS =
      new Amount(
          "a whole number of tokens, or one with K, M, B or T", tokenUnits(), false, (long) 1e15);

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)([A-Za-z]{0,3})(\\+?)");

  public Amount {
    units = List.copyOf(units);
  }

  @Override
  public Parsed<Long> parse(Scalar scalar) {
    Matcher matcher = FORM.matcher(scalar.text());
    if (!matcher.matches() || !(atLeast || matcher.group(3).isEmpty())) {
      return Parsed.wrong();
    }
    if (matcher.group(2).isEmpty() && scalar.kind() != Scalar.Kind.WHOLE) {
      return Parsed.wrong();
    }
    return amount(new BigDecimal(matcher.group(1)), matcher.group(2));
  }

  private Parsed<Long> amount(BigDecimal number, String unit) {
    for (Unit known : units) {
      if (known.text().equals(unit)) {
        return bounded(number.multiply(BigDecimal.valueOf(known.factor())).stripTrailingZeros());
      }
    }
    return Parsed.wrong();
  }

  private Parsed<Long> bounded(BigDecimal amount) {
    boolean whole = amount.scale() <= 0;
    boolean within = amount.signum() > 0 && amount.compareTo(BigDecimal.valueOf(most)) <= 0;
    return whole && within ? new Parsed.Good<>(amount.longValueExact()) : Parsed.wrong();
  }

  private static List<Unit> memoryUnits() {
    return List.of(
        new Unit("B", 1),
        new Unit("KB", 1_000),
        new Unit("MB", 1_000_000),
        new Unit("GB", 1_000_000_000),
        new Unit("TB", 1_000_000_000_000L),
        new Unit("KiB", 1L << 10),
        new Unit("MiB", 1L << 20),
        new Unit("GiB", 1L << 30),
        new Unit("TiB", 1L << 40));
  }

  private static List<Unit> tokenUnits() {
    return List.of(
        new Unit("", 1),
        new Unit("K", 1_000),
        new Unit("M", 1_000_000),
        new Unit("B", 1_000_000_000),
        new Unit("T", 1_000_000_000_000L));
  }

  @Override
  public Schema schema() {
    String names =
        units.stream().map(Unit::text).filter(text -> !text.isEmpty()).collect(joining("|"));
    String form =
        "(?=.*[1-9])\\d{1,18}(\\.\\d{1,9})?(%s)%s".formatted(names, atLeast ? "\\+?" : "");
    Schema text = Schema.text(form);
    return units.stream().anyMatch(unit -> unit.text().isEmpty())
        ? Schema.any(Schema.type("integer").with("minimum", 1).with("maximum", most), text)
            .examples("1B", 1474560)
        : text.examples("64GiB", "512GB");
  }
}
