package dev.muster.manifest.value;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Environment variables by name, in the order of the manifest. */
public record Environment() implements ValueType<Map<String, String>> {
  private static final int MAX_VARIABLES = 1024;

  /** A variable that a manifest may set. */
  public static final Text NAME =
      Text.of(
          "a variable's name: letters, digits and _, not beginning with a digit or MUSTER_",
          256,
          "(?!MUSTER_)[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String OWN_PREFIX = "MUSTER_";

  @Override
  public String expectation() {
    return "a mapping of at most %d names to values".formatted(MAX_VARIABLES);
  }

  @Override
  public @Nullable Map<String, String> read(Node node, Problems problems) {
    if (!(node instanceof Mapping mapping) || mapping.entries().size() > MAX_VARIABLES) {
      problems.add(Problem.wrong(node, expectation(), null));
      return null;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (Entry entry : mapping.entries().values()) {
      checkName(mapping, entry, problems);
      String value = Argument.TYPE.read(entry.value(), problems);
      if (value != null) {
        variables.put(entry.name(), value);
      }
    }
    return variables;
  }

  private static void checkName(Mapping mapping, Entry entry, Problems problems) {
    if (!FORM.matcher(entry.name()).matches()) {
      problems.add(
          Problem.name(
              mapping,
              entry,
              "not a variable's name (expected: letters, digits and _, not beginning with a digit)",
              null));
    } else if (entry.name().startsWith(OWN_PREFIX)) {
      problems.add(
          Problem.name(
              mapping,
              entry,
              "Muster's own name (expected: one that does not begin with MUSTER_)",
              null));
    }
  }

  @Override
  public Schema schema() {
    return Schema.type("object")
        .with("maxProperties", MAX_VARIABLES)
        .with("propertyNames", NAME.schema())
        .with("additionalProperties", Argument.TYPE.schema());
  }
}
