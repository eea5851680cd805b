package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of a file system; object storage and some words are refused by name.
 *
 * @param form what the path must match
 * @param words what else may stand here, and is refused
 */
public record Folder(String expectation, Pattern form, List<String> words)
    implements ScalarType<String> {
  private static final Pattern LOCATOR = Pattern.compile("[a-z][a-z0-9+.-]*://.*");

  public Folder {
    words = List.copyOf(words);
  }

  public static Folder of(String expectation, String form, String... refusedWords) {
    return new Folder(expectation, Pattern.compile(form), List.of(refusedWords));
  }

  @Override
  public Parsed<String> parse(Scalar scalar) {
    String text = scalar.text();
    if (LOCATOR.matcher(text).matches()) {
      return new Parsed.Unsupported<>(text, "write a folder, object storage cannot be reached yet");
    }
    if (words.contains(text)) {
      String what = "%s: %s".formatted(scalar.pointer().name(), text);
      return new Parsed.Unsupported<>(what, "write " + expectation);
    }
    return new Text(expectation, Text.MAX_PATH, form).parse(scalar);
  }

  @Override
  public List<String> refused() {
    return Stream.concat(words.stream(), Stream.of("s3://… and other object storage")).toList();
  }
}
