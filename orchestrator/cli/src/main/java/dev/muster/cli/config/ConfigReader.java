package dev.muster.cli.config;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the text of a configuration file; whatever it does not know is an error. */
final class ConfigReader {
  private static final Set<String> FIELDS = new TreeSet<>(Set.of("current", "contexts"));
  private static final Set<String> CONTEXT_FIELDS =
      new TreeSet<>(Set.of("name", "server", "token", "tokenFile", "dataDir", "project"));

  private final Path file;

  ConfigReader(Path file) {
    this.file = file;
  }

  Config read(String text) {
    Map<?, ?> root = mapping(tree(text), "", FIELDS);
    List<Context> contexts = new ArrayList<>();
    Object list = root.get("contexts");
    if (list != null && !(list instanceof List<?>)) {
      throw wrong("contexts", "a list of contexts");
    }
    if (list instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        contexts.add(context(items.get(i), "contexts[%d]".formatted(i)));
      }
    }
    Config config = new Config(file, word(root, "current", ""), contexts);
    if (config.current() != null) {
      config.context(config.current());
    }
    return config;
  }

  private Context context(@Nullable Object item, String place) {
    Map<?, ?> map = mapping(item, place, CONTEXT_FIELDS);
    String name = word(map, "name", place);
    if (name == null || name.isEmpty()) {
      throw wrong(place + ".name", "a name");
    }
    Context context =
        new Context(
            name,
            word(map, "server", place),
            word(map, "token", place),
            word(map, "tokenFile", place),
            word(map, "dataDir", place),
            word(map, "project", place));
    if (context.token() != null && context.tokenFile() != null) {
      throw wrong(place, "token or tokenFile, not both");
    }
    return context;
  }

  private @Nullable Object tree(String text) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(0).build();
      return new Load(settings).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw unreadable(line, String.valueOf(e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw unreadable("", String.valueOf(e.getMessage()), e);
    }
  }

  private FailureException unreadable(String line, String why, Exception cause) {
    return new FailureException(
        ExitCode.USAGE,
        "%s%s: no YAML: %s".formatted(file, line, why),
        "correct the file, or move it away",
        cause);
  }

  private Map<?, ?> mapping(@Nullable Object value, String place, Set<String> known) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(place, "a mapping with %s".formatted(String.join(", ", known)));
    }
    for (Object key : map.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        String name = place.isEmpty() ? String.valueOf(key) : place + "." + key;
        throw wrong(name, "nothing of that name, but " + String.join(", ", known));
      }
    }
    return map;
  }

  private @Nullable String word(Map<?, ?> map, String key, String place) {
    Object value = map.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(place.isEmpty() ? key : place + "." + key, "a text");
  }

  /** The value is not shown: it may be a token. */
  private FailureException wrong(String field, String expected) {
    return new FailureException(
        ExitCode.USAGE,
        "%s: %s (expected: %s)".formatted(file, field.isEmpty() ? "the file" : field, expected),
        "correct the file, or move it away");
  }
}
