package dev.muster.manifest.value;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words to find something by, in the order of the manifest: {@code team: nlp}. */
public record Labels() implements ValueType<Map<String, String>> {
  private static final int MAX_LABELS = 64;
  private static final int MAX_LENGTH = 63;

  private static final Pattern KEY =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
  private static final String KEY_EXPECTATION =
      "letters, digits, '.', '_', '-' and '/' between letters or digits, at most %d"
          .formatted(MAX_LENGTH);
  private static final String VALUE_EXPECTATION =
      "letters, digits, '.', '_' and '-' between letters or digits, at most %d"
          .formatted(MAX_LENGTH);

  @Override
  public String expectation() {
    return "a mapping of at most %d names to values".formatted(MAX_LABELS);
  }

  @Override
  public @Nullable Map<String, String> read(Node node, Problems problems) {
    if (!(node instanceof Mapping mapping) || mapping.entries().size() > MAX_LABELS) {
      problems.add(Problem.wrong(node, expectation(), null));
      return null;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (Entry entry : mapping.entries().values()) {
      if (!KEY.matcher(entry.name()).matches()) {
        String message = "not a label's name (expected: %s)".formatted(KEY_EXPECTATION);
        problems.add(Problem.name(mapping, entry, message, null));
      } else if (!isValue(entry.value())) {
        problems.add(Problem.wrong(entry.value(), VALUE_EXPECTATION, null));
      } else {
        labels.put(entry.name(), ((Scalar) entry.value()).text());
      }
    }
    return labels;
  }

  private static boolean isValue(Node node) {
    return node instanceof Scalar scalar
        && scalar.kind() != Scalar.Kind.NOTHING
        && VALUE.matcher(scalar.text()).matches();
  }
}
