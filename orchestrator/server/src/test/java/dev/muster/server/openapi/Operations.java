package dev.muster.server.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Operations: their names, the parameters that all of their kind have, and how they are refused.
 * What filters do for every request cannot be seen in the resources, and is told here.
 */
final class Operations {
  private static final String JSON = "application/json";

  /** What needs no token. */
  private static final List<String> OPEN = List.of("/health/", "/openapi.yaml", "/schemas/");

  private static final Set<String> ORDERS = Set.of("cancel", "suspend", "resume", "restart");

  private Operations() {}

  static void mend(String path, Map<String, Object> operations) {
    for (Map.Entry<String, Object> entry : operations.entrySet()) {
      mend(path, entry.getKey(), Tree.map(entry.getValue()));
    }
  }

  private static void mend(String path, String method, Map<String, Object> operation) {
    operation.put(
        "operationId", String.valueOf(operation.get("operationId")).replaceAll("_\\d+$", ""));
    operation.put("tags", new ArrayList<>(List.of(tag(path))));
    operation.remove("description");
    if (isOpen(path)) {
      operation.put("security", new ArrayList<>());
    }
    Parameters.mend(path, method, operation);
    if (path.equals("/api/v1/jobs") && method.equals("post")) {
      Submission.mend(operation);
    }
    Map<String, Object> answers = new TreeMap<>(Tree.child(operation, "responses"));
    answers.values().forEach(answer -> mendAnswer(Tree.map(answer), operation));
    if (path.startsWith("/schemas/")) {
      Tree.child(Tree.child(answers, "200"), "content")
          .put("application/json", Tree.of("schema", Tree.of("type", "object")));
    }
    if (method.equals("head")) {
      answers.values().forEach(answer -> Tree.map(answer).remove("content"));
    }
    if (isConditional(path, method, answers)) {
      Tree.child(answers, "200").put("headers", Problems.header("ETag", "What it is now."));
      answers.put("304", Tree.of("description", "It is still what it was."));
    }
    refusals(path, method)
        .forEach(status -> answers.put(status, Problems.answer(status, method.equals("head"))));
    operation.put("responses", answers);
  }

  private static void mendAnswer(Map<String, Object> answer, Map<String, Object> operation) {
    String description = String.valueOf(answer.get("description"));
    if (description.matches("\\w+ \\d+ response|Ok")) {
      answer.put("description", operation.getOrDefault("summary", "Done."));
    }
    Map<String, Object> content = Tree.child(answer, "content");
    content
        .values()
        .removeIf(
            media -> Tree.map(media).get("schema") instanceof Map<?, ?> schema && schema.isEmpty());
    content.replaceAll((type, media) -> body(type, Tree.map(media)));
    if (content.isEmpty()) {
      answer.remove("content");
    }
  }

  /** A stream of bytes is text when its media type says so. */
  private static Map<String, Object> body(String type, Map<String, Object> media) {
    return type.startsWith("text/") || type.endsWith("yaml")
        ? Tree.of("schema", Tree.of("type", "string"))
        : media;
  }

  private static boolean isConditional(String path, String method, Map<String, Object> answers) {
    return method.equals("get")
        && path.startsWith("/api/v1/")
        && Tree.child(Tree.child(answers, "200"), "content").containsKey(JSON);
  }

  private static List<String> refusals(String path, String method) {
    List<String> refusals = new ArrayList<>(List.of("400", "421", "429", "500", "503"));
    if (!isOpen(path)) {
      refusals.addAll(List.of("401", "403"));
    }
    if (path.contains("{")) {
      refusals.add("404");
    }
    if (method.equals("get")) {
      refusals.add("406");
    }
    if (!method.equals("get") && !method.equals("head")) {
      refusals.addAll(List.of("413", "415"));
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (ORDERS.contains(last)) {
      refusals.addAll(List.of("409", "412", "422"));
    }
    if (path.equals("/api/v1/jobs") && method.equals("post")) {
      refusals.addAll(List.of("409", "422"));
    }
    if (method.equals("put")) {
      refusals.add("422");
    }
    if (method.equals("delete")) {
      refusals.addAll(List.of("409", "412"));
    }
    return refusals;
  }

  private static String tag(String path) {
    return path.startsWith("/api/v1/") ? path.split("/", -1)[3] : "platform";
  }

  private static boolean isOpen(String path) {
    return OPEN.stream().anyMatch(path::startsWith);
  }
}
