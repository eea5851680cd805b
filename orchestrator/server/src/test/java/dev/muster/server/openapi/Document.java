package dev.muster.server.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The description of the interface, put right: its head, its paths, and the schemas they need. */
final class Document {
  private static final List<String> OURS =
      List.of("/api/v1/", "/health/", "/metrics", "/openapi.yaml", "/schemas/");

  private static final String ABOUT =
      """
      The interface for people and scripts. Every error is a problem (RFC 9457) with a stable word \
      as its type. Lists are pages: hand `next` back as `cursor` for the following one. Times are \
      RFC 3339 in UTC; what is not known is null.\
      """;

  private Document() {}

  static Map<String, Object> of(Map<String, Object> raw) {
    Map<String, Object> paths = new TreeMap<>(Tree.child(raw, "paths"));
    paths.keySet().removeIf(path -> OURS.stream().noneMatch(path::startsWith));
    Map<String, Object> schemas =
        new TreeMap<>(Tree.child(Tree.child(raw, "components"), "schemas"));
    schemas.replaceAll((name, schema) -> Schemas.mended(name, Tree.map(schema)));
    Refusal.schemas().forEach(schemas::putIfAbsent);
    paths.forEach((path, operations) -> Operations.mend(path, Tree.map(operations)));
    Map<String, Object> document =
        Tree.of(
            "openapi", "3.1.0",
            "info", Tree.of("title", "Muster", "version", "1", "description", ABOUT),
            "servers", List.of(Tree.of("url", "http://127.0.0.1:7180")),
            "security", List.of(Tree.of("token", List.of())),
            "paths", paths,
            "components",
                Tree.of(
                    "securitySchemes", Tree.of("token", token()),
                    "responses", Problems.responses(),
                    "schemas", schemas));
    keepUsed(document, schemas);
    return document;
  }

  static String yaml(Map<String, Object> document) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(110)
            .setSplitLines(true)
            .setDereferenceAliases(true)
            .build();
    return new Dump(settings).dumpToString(document);
  }

  private static Map<String, Object> token() {
    return Tree.of(
        "type",
        "http",
        "scheme",
        "bearer",
        "description",
        "The token in the file `token` of the server's data directory.");
  }

  /** Schemas that nothing names are the generator's own notes. */
  private static void keepUsed(Map<String, Object> document, Map<String, Object> schemas) {
    Set<String> used = new TreeSet<>();
    int before = -1;
    while (before != used.size()) {
      before = used.size();
      Map<String, Object> seen = new LinkedHashMap<>(document);
      seen.put("components", Tree.of("responses", Problems.responses()));
      collect(seen, used);
      List.copyOf(used).forEach(name -> collect(schemas.getOrDefault(name, Map.of()), used));
    }
    schemas.keySet().retainAll(used);
  }

  private static void collect(Object node, Set<String> used) {
    Tree.each(
        node,
        map -> {
          if (map.get("$ref") instanceof String ref && ref.startsWith("#/components/schemas/")) {
            used.add(ref.substring(ref.lastIndexOf('/') + 1));
          }
        });
  }
}
