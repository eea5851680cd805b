package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import dev.muster.spi.Accelerator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code TYPE:N} accelerators of a node, or none of them with N or one ranks. */
public record Accelerators() implements ScalarType<Accelerators.PerNode> {
  private static final WholeNumber COUNT = new WholeNumber(1, 256);
  private static final String TYPE = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final Pattern FORM = Pattern.compile("(%s)(?::(\\d{1,4}))?".formatted(TYPE));
  private static final Pattern TPU_SLICE = Pattern.compile("tpu-[a-z0-9]+-\\d+");

  /**
   * What the ranks of a node run on.
   *
   * @param ranks how many they are
   * @param accelerator one for each rank; null for processor cores
   */
  public record PerNode(int ranks, @Nullable Accelerator accelerator) {}

  @Override
  public String expectation() {
    return "none, cpu:N or TYPE:N such as H100:8, with N from %d to %d"
        .formatted(COUNT.least(), COUNT.most());
  }

  @Override
  public Parsed<PerNode> parse(Scalar scalar) {
    String text = scalar.text();
    if (text.equals("none")) {
      return new Parsed.Good<>(new PerNode(1, null));
    }
    if (TPU_SLICE.matcher(text).matches()) {
      return new Parsed.Unsupported<>(
          text, "write TYPE:N, a slice of many hosts has no N per node");
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? perNode(matcher.group(1), matcher.group(2)) : Parsed.wrong();
  }

  @Override
  public List<String> refused() {
    return List.of("tpu-v5p-64 and other slices");
  }

  private static Parsed<PerNode> perNode(String type, @Nullable String count) {
    if (count == null) {
      return new Parsed.Wrong<>(type + ":1");
    }
    int number = Integer.parseInt(count);
    if (number < COUNT.least() || number > COUNT.most()) {
      return Parsed.wrong();
    }
    if (type.equals("cpu")) {
      return new Parsed.Good<>(new PerNode(number, null));
    }
    return type.toLowerCase(Locale.ROOT).equals("cpu")
        ? new Parsed.Wrong<>("cpu:" + number)
        : new Parsed.Good<>(new PerNode(number, new Accelerator(type, number)));
  }

  @Override
  public Schema schema() {
    String number = "0{0,3}([1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-6])";
    return Schema.any(
        Schema.text(
                "none|(?!tpu-[a-z0-9]+-\\d+$)(?!([Cc][Pp]U|[Cc]P[Uu]|C[Pp][Uu]):)"
                    + TYPE
                    + ":"
                    + number)
            .examples("cpu:2", "H100:8"),
        Schema.text(TPU_SLICE.pattern()).unsupported());
  }
}
