package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.util.regex.Pattern;

/**
 * Text of a certain form.
 *
 * @param form what all of the text must match
 */
public record Text(String expectation, int maxLength, Pattern form) implements ScalarType<String> {
  /** Longest argument of a program: less than what Linux takes, in any encoding. */
  public static final int MAX_ARGUMENT = 32_768;

  /** Longest path. */
  public static final int MAX_PATH = 4096;

  /** A name that travels into clouds (RFC 1123). */
  public static final Text LABEL =
      of(
          "a DNS label: lower-case letters, digits and '-', at most 63",
          63,
          "[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  /** An amount of money. */
  public static final Text MONEY =
      of("an amount of money such as 1500 USD", 32, "\\d{1,12}(\\.\\d{1,2})? [A-Z]{3}");

  /** An address that is reached by HTTP. */
  public static final Text URL =
      of("an address such as https://example.com/path", 2048, "https?://[^\\s/]+(/[^\\s]*)?");

  /** A file or folder wherever it is. */
  public static final Text PATH = of("a path", MAX_PATH, "[^\\x00-\\x1F\\x7F]+");

  /** What a shell runs. */
  public static final Text SHELL_LINE =
      of("a shell command", MAX_ARGUMENT, "[\\s\\S]*\\S[\\s\\S]*");

  /** A name of something elsewhere, without blanks. */
  public static Text token(String expectation) {
    return of(expectation, 512, "[^\\s\\x00-\\x1F\\x7F]+");
  }

  public static Text of(String expectation, int maxLength, String form) {
    return new Text(expectation, maxLength, Pattern.compile(form));
  }

  @Override
  public Parsed<String> parse(Scalar scalar) {
    if (!fits(scalar.text())) {
      return Parsed.wrong();
    }
    return scalar.kind() == Scalar.Kind.TEXT
        ? new Parsed.Good<>(scalar.text())
        : new Parsed.Wrong<>("\"%s\"".formatted(scalar.text()));
  }

  boolean fits(String text) {
    return text.length() <= maxLength && form.matcher(text).matches();
  }

  @Override
  public Schema schema() {
    return Schema.text(form.pattern()).with("maxLength", maxLength);
  }
}
