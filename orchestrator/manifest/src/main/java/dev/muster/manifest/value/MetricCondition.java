package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import dev.muster.model.spec.RecoveryRule.Comparison;
import dev.muster.model.spec.RecoveryRule.Metric;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reported number must not be, for example {@code loss > 10}. */
public record MetricCondition() implements ScalarType<Metric> {
  private static final Pattern FORM =
      Pattern.compile(
          " *(?<name>[A-Za-z_][A-Za-z0-9_./-]{0,127})(?<nan> +is +nan| *(?<sign>[<>])"
              + " *(?<bound>-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?)) *");

  @Override
  public String expectation() {
    return "a metric and what it must not be, such as \"loss is nan\", \"loss > 10\" or \"lr <"
        + " 0.1\"";
  }

  @Override
  public Parsed<Metric> parse(Scalar scalar) {
    Matcher matcher = FORM.matcher(scalar.text());
    if (!matcher.matches()) {
      return Parsed.wrong();
    }
    String name = matcher.group("name");
    String sign = matcher.group("sign");
    if (sign == null) {
      return new Parsed.Good<>(new Metric(name, Comparison.NAN, 0));
    }
    double bound = Double.parseDouble(matcher.group("bound"));
    Comparison comparison = sign.equals(">") ? Comparison.ABOVE : Comparison.BELOW;
    return Double.isFinite(bound)
        ? new Parsed.Good<>(new Metric(name, comparison, bound))
        : Parsed.wrong();
  }

  @Override
  public Schema schema() {
    return Schema.text(FORM.pattern()).examples("loss is nan", "loss > 10");
  }
}
