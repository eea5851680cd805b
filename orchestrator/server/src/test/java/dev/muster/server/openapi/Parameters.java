package dev.muster.server.openapi;

import dev.muster.store.History;
import dev.muster.store.JobQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters: what those of one name mean everywhere, and the bounds that the code has for them.
 */
final class Parameters {
  private static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("project", "The job's project."),
          Map.entry(
              "name",
              "The job's name: the unfinished job called that, else the newest. Or a job's id."),
          Map.entry("dryRun", "Say what would happen, and change nothing."),
          Map.entry("limit", "How many at most."),
          Map.entry("cursor", "`next` of the page before."),
          Map.entry("rank", "A rank; 0 unless a node is asked for."),
          Map.entry("node", "A node: the log of its preparation."),
          Map.entry("attempt", "An attempt's number; the newest unless told."),
          Map.entry("since", "Byte offset to start from."),
          Map.entry("If-Match", "An ETag of the job: only if it still stands there."),
          Map.entry("tail", "Only so many bytes of its end."),
          Map.entry("newest", "Only so many of the newest events."),
          Map.entry("follow", "Go on as long as more may come."),
          Map.entry("points", "Points of each series at most; more are thinned evenly."),
          Map.entry("names", "Names of metrics with commas between; all unless told."),
          Map.entry("state", "States with commas between; all unless told."),
          Map.entry("label", "A label `key=value` that jobs must have; may be repeated."),
          Map.entry("queue", "The queue of the jobs."),
          Map.entry("from", "`now`: behind everything that has happened so far."),
          Map.entry("digest", "SHA-256 in lower-case hex."),
          Map.entry("kind", "The kind of manifest."),
          Map.entry("Last-Event-ID", "Go on behind this event; of a stream that broke off."),
          Map.entry(
              "Idempotency-Key",
              "The same for every try of one request, which is then carried out once."),
          Map.entry("Muster-Workdir", "SHA-256 of a working directory that was uploaded before."),
          Map.entry("Muster-Python", "Path of the submitter's Python, on the server's machine."));

  private Parameters() {}

  static void mend(String path, String method, Map<String, Object> operation) {
    List<Object> parameters = Tree.items(operation, "parameters");
    parameters.replaceAll(parameter -> mended(Tree.map(parameter)));
    boolean json = method.equals("get") && path.startsWith("/api/v1/") && !path.endsWith("/logs");
    if (json) {
      parameters.add(
          parameter(
              "fields", "query", "Only these fields, as `name,progress.step`; of a list's items."));
      parameters.add(parameter("If-None-Match", "header", "An ETag: answer only what differs."));
    }
    if (parameters.isEmpty()) {
      operation.remove("parameters");
    }
  }

  private static Map<String, Object> mended(Map<String, Object> parameter) {
    String name = String.valueOf(parameter.get("name"));
    Map<String, Object> schema =
        new LinkedHashMap<>(Schemas.plain(Tree.child(parameter, "schema")));
    if (schema.get("type") instanceof List<?> types) {
      schema.put("type", types.getFirst());
    }
    schema.putAll(bounds(name));
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("name", name);
    whole.put("in", parameter.get("in"));
    Object said = parameter.get("description");
    Object meaning = said == null ? MEANING.get(name) : said;
    if (meaning == null) {
      throw new IllegalStateException("parameter without a meaning: " + name);
    }
    whole.put("description", meaning);
    if (Boolean.TRUE.equals(parameter.get("required"))) {
      whole.put("required", true);
    }
    whole.put("schema", schema);
    return whole;
  }

  private static Map<String, Object> bounds(String name) {
    return switch (name) {
      case "project", "name" -> Tree.of("pattern", DNS_LABEL);
      case "digest" -> Tree.of("pattern", "^[0-9a-f]{64}$");
      case "limit", "newest" -> Tree.of("minimum", 1, "maximum", JobQuery.LIMIT_MAX);
      case "points" -> Tree.of("minimum", 2, "maximum", History.POINTS_MAX);
      case "rank", "node", "since", "tail" -> Tree.of("minimum", 0);
      case "attempt" -> Tree.of("minimum", 1);
      case "from" -> Tree.of("enum", new ArrayList<>(List.of("now")));
      default -> Map.of();
    };
  }

  private static Map<String, Object> parameter(String name, String in, String description) {
    return Tree.of(
        "name", name, "in", in, "description", description, "schema", Tree.of("type", "string"));
  }
}
