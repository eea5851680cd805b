package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.muster.manifest.kind.Kind;
import dev.muster.manifest.tree.Document;
import dev.muster.manifest.tree.Documents;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.tree.TreeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas and the reader take the same manifests for well-formed. */
class SchemaTest {
  private static final Path RESOURCES = Golden.file("orchestrator/manifest/src/test/resources");

  /** What the reader sees in these manifests and no schema can. */
  private static final Set<String> INVISIBLE =
      Set.of(
          "shape.yaml 0", "array.yaml 2", "several-documents.yaml 2", "several-documents.yaml 4");

  private static final Map<Kind, Schema> SCHEMAS = new EnumMap<>(Kind.class);

  static List<String> errors(Node root) {
    Schema schema =
        SCHEMAS.computeIfAbsent(
            Kind.of(root),
            kind ->
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(ManifestSchema.json(kind), InputFormat.JSON));
    return schema.validate(TreeJson.text(root), InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void is_itself_a_schema(Kind kind) {
    Schema draft =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(draft.validate(ManifestSchema.json(kind), InputFormat.JSON)).isEmpty();
  }

  @Test
  void every_field_has_a_description() {
    assertThat(ManifestSchema.json(Kind.TRAINING_JOB))
        .contains("\"title\" : \"spec.parallelism.fsdp\"")
        .contains("\"default\" : \"30s\"")
        .contains("Not supported by this version: remove it.");
  }

  @TestFactory
  Stream<DynamicTest> takes_every_good_manifest() throws IOException {
    return Stream.of(
            manifests(Golden.file("examples")),
            manifests(RESOURCES.resolve("later")),
            Stream.of(RESOURCES.resolve("good.yaml")))
        .flatMap(files -> files)
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> takes(file)));
  }

  @TestFactory
  Stream<DynamicTest> refuses_every_bad_manifest_that_it_can_read() throws IOException {
    return manifests(RESOURCES.resolve("bad"))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> refuses(file)));
  }

  private static void takes(Path file) throws IOException {
    for (Document document : documents(file)) {
      assertThat(errors(root(document))).as(file.toString()).isEmpty();
    }
  }

  private static void refuses(Path file) throws IOException {
    List<Document> documents = documents(file);
    List<Reading> readings =
        Manifests.readAll(Files.readAllBytes(file), "job.yaml", Overrides.NONE);
    for (int i = 0; i < documents.size(); i++) {
      Node root = documents.get(i).root();
      if (root != null
          && documents.get(i).problems().isEmpty()
          && readings.get(i) instanceof Reading.Invalid(List<ManifestError> found)) {
        boolean malformed = found.stream().anyMatch(error -> error.kind() == ProblemKind.MALFORMED);
        boolean visible = !INVISIBLE.contains(file.getFileName() + " " + i);
        assertThat(errors(root).isEmpty()).as("%s %d", file, i).isEqualTo(!malformed || !visible);
      }
    }
  }

  private static Node root(Document document) {
    Node root = document.root();
    if (root == null) {
      throw new AssertionError("no tree");
    }
    return root;
  }

  private static List<Document> documents(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return Documents.of(text.replace("@FOLDER@", "/folder"));
  }

  private static Stream<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList()
          .stream();
    }
  }
}
