package dev.muster.server.openapi;

import dev.muster.engine.world.Checkpoint;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.run.Verdict;
import dev.muster.server.jobs.StateWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Schemas of the wire records. In an answer everything is there, and what is not known is null; the
 * words that a text may be are those of the code.
 */
final class Schemas {
  /** What people send: there a null may be left out. */
  private static final Set<String> SENT = Set.of("PruneOrder");

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "JobView.state", StateWords.KNOWN,
          "AttemptView.state",
              List.of(
                  "starting", "running", "draining", "succeeded", "failed", "cancelled", "stopped"),
          "RankView.state",
              List.of(
                  "pending",
                  "preparing",
                  "ready",
                  "running",
                  "stopping",
                  "succeeded",
                  "failed",
                  "stopped"),
          "WorkerView.phase", words(WorkerPhase.values()),
          "CheckpointView.state", words(Checkpoint.State.values()),
          "ExplanationView.verdict", words(Verdict.values()));

  private Schemas() {}

  static Map<String, Object> mended(String name, Map<String, Object> schema) {
    Map<String, Object> properties = Tree.child(schema, "properties");
    properties.replaceAll((property, value) -> property(name, property, Tree.map(value)));
    Map<String, Object> whole = Tree.of("type", "object");
    whole.putAll(schema);
    whole.remove("required");
    if (!SENT.contains(name)) {
      whole.put("required", new ArrayList<>(properties.keySet()));
    }
    return whole;
  }

  private static Map<String, Object> property(
      String name, String property, Map<String, Object> schema) {
    Map<String, Object> plain = plain(schema);
    List<String> words = WORDS.get(name + "." + property);
    if (words != null) {
      plain.put("enum", new ArrayList<>(words));
    }
    return plain;
  }

  /** The generator says "or null" in two ways that mean something else. */
  static Map<String, Object> plain(Map<String, Object> schema) {
    Map<String, Object> plain = new TreeMap<>(schema);
    if (schema.get("type") instanceof List<?> types) {
      plain.put("type", new ArrayList<>(types.stream().filter(t -> !t.equals("object")).toList()));
    }
    if (schema.get("allOf") instanceof List<?> all && "null".equals(schema.get("type"))) {
      Map<String, Object> other = Tree.map(all.getFirst());
      Object description = other.get("description");
      plain.clear();
      if (description != null) {
        plain.put("description", description);
      }
      plain.put(
          "anyOf",
          List.of(
              Tree.of("$ref", Objects.requireNonNull(other.get("$ref"))), Tree.of("type", "null")));
    }
    if (plain.containsKey("additionalProperties")) {
      plain.put("type", "object");
    }
    if (plain.get("items") instanceof Map<?, ?> items) {
      plain.put("items", plain(Tree.map(items)));
    }
    return plain;
  }

  private static List<String> words(Enum<?>[] values) {
    return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
