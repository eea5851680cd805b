package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A folder of a file system, or a word in its place; object storage is refused by name.
 *
 * @param form what the path or the word must match
 */
public record Folder(String expectation, Pattern form) implements ScalarType<String> {
  private static final Pattern LOCATOR = Pattern.compile("[a-z][a-z0-9+.-]*://.*");

  public static Folder of(String expectation, String form) {
    return new Folder(expectation, Pattern.compile(form));
  }

  @Override
  public Parsed<String> parse(Scalar scalar) {
    String text = scalar.text();
    if (LOCATOR.matcher(text).matches()) {
      return new Parsed.Unsupported<>(text, "write a folder, object storage cannot be reached yet");
    }
    return new Text(expectation, Text.MAX_PATH, form).parse(scalar);
  }

  @Override
  public List<String> refused() {
    return List.of("s3://… and other object storage");
  }

  @Override
  public Schema schema() {
    return Schema.any(
        new Text(expectation, Text.MAX_PATH, form).schema(),
        Schema.text(LOCATOR.pattern()).unsupported());
  }
}
