package dev.muster.server.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Submitting takes manifests in every form they come in, which types cannot say. */
final class Submission {
  private static final List<String> YAML =
      List.of("application/yaml", "application/x-yaml", "text/yaml", "text/plain");

  private Submission() {}

  static void mend(Map<String, Object> operation) {
    operation.put("operationId", "submit");
    // Two methods in one: the generator adds up their parameters in any order.
    Tree.items(operation, "parameters")
        .sort(Comparator.comparing(parameter -> String.valueOf(Tree.map(parameter).get("name"))));
    operation.put("summary", "Submits a job, or several: all or none.");
    Map<String, Object> content = Tree.of();
    for (String type : YAML) {
      content.put(type, Tree.of("schema", yaml()));
    }
    content.put("application/octet-stream", Tree.of("schema", yaml()));
    content.put("application/json", Tree.of("schema", json()));
    content.put("multipart/form-data", Tree.of("schema", multipart()));
    operation.put("requestBody", Tree.of("required", true, "content", content));
    Map<String, Object> answers = Tree.child(operation, "responses");
    answers.put(
        "200", answer("The jobs were there already; with dryRun, what would happen.", "TrialView"));
    answers.put("201", answer("The jobs, one as it is, several as a list.", null));
  }

  private static Map<String, Object> answer(String description, @Nullable String orElse) {
    List<Object> shapes =
        new ArrayList<>(List.of(Tree.ref("schemas", "JobView"), Tree.ref("schemas", "JobList")));
    if (orElse != null) {
      shapes.add(Tree.ref("schemas", orElse));
      shapes.add(Tree.ref("schemas", "TrialList"));
    }
    return Tree.of(
        "description",
        description,
        "content",
        Tree.of("application/json", Tree.of("schema", Tree.of("anyOf", shapes))));
  }

  private static Map<String, Object> yaml() {
    return Tree.of(
        "type", "string", "description", "A manifest, or several with `---` between them.");
  }

  private static Map<String, Object> json() {
    return Tree.of(
        "description",
        "A manifest, or an array of them; /schemas/v1/training-job.json says what it may hold.",
        "anyOf",
        List.of(
            Tree.of("type", "object"),
            Tree.of(
                "type",
                "array",
                "minItems",
                1,
                "maxItems",
                1000,
                "items",
                Tree.of("type", "object"))));
  }

  private static Map<String, Object> multipart() {
    return Tree.of(
        "type",
        "object",
        "required",
        List.of("manifest"),
        "properties",
        Tree.of(
            "manifest",
            Tree.of("type", "string", "description", "YAML or JSON, one manifest or several."),
            "workdir",
            Tree.of(
                "type",
                "string",
                "format",
                "binary",
                "description",
                "The working directory, tar.gz."),
            "secrets",
            Tree.of(
                "type",
                "string",
                "contentMediaType",
                "application/json",
                "description",
                "Values of secrets: {\"JOBNAME\": {\"NAME\": \"value\"}}.")));
  }
}
