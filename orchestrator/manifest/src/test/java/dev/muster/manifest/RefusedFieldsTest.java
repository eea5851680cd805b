package dev.muster.manifest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.job.TrainingJob;
import dev.muster.manifest.kind.Kind;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.value.NeverWritten;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known and cannot be obeyed is refused by name, and what is malformed by what it is. */
class RefusedFieldsTest {
  private static final String SHAPE =
      "model: {shape: {layers: 1, hidden: 8, heads: 1, vocabulary: 9, %s}}";
  private static final String PLACE = "placement: {%s: [{provider: a, %s}]}";

  /** A line of {@code spec} with a well-formed value of the field. */
  private static final Map<String, String> LINES =
      Map.ofEntries(
          entry("spec.queue", "queue: research"),
          entry("spec.preemptible", "preemptible: true"),
          entry("spec.image", "image: ghcr.io/acme/train"),
          entry("spec.resources.nodes.min", "resources: {nodes: {min: 2, max: 8}}"),
          entry("spec.resources.nodes.max", "resources: {nodes: {min: 2, max: 8}}"),
          entry("spec.resources.sharedMemory", "resources: {sharedMemory: 64GiB}"),
          entry("spec.placement", "placement: {}"),
          entry("spec.placement.providers", "placement: {providers: [aws]}"),
          entry("spec.placement.anyOf", "placement: {anyOf: []}"),
          entry("spec.placement.anyOf[].provider", PLACE.formatted("anyOf", "spot: false")),
          entry("spec.placement.anyOf[].region", PLACE.formatted("anyOf", "region: b")),
          entry("spec.placement.anyOf[].zone", PLACE.formatted("anyOf", "zone: b")),
          entry("spec.placement.anyOf[].spot", PLACE.formatted("anyOf", "spot: true")),
          entry("spec.placement.ordered", "placement: {ordered: []}"),
          entry("spec.placement.ordered[].provider", PLACE.formatted("ordered", "spot: false")),
          entry("spec.placement.ordered[].region", PLACE.formatted("ordered", "region: b")),
          entry("spec.placement.ordered[].zone", PLACE.formatted("ordered", "zone: b")),
          entry("spec.placement.ordered[].spot", PLACE.formatted("ordered", "spot: true")),
          entry("spec.placement.spot", "placement: {spot: never}"),
          entry("spec.placement.topology", "placement: {topology: {}}"),
          entry("spec.placement.topology.required", "placement: {topology: {required: rack}}"),
          entry("spec.placement.topology.preferred", "placement: {topology: {preferred: host}}"),
          entry("spec.placement.reservation", "placement: {reservation: mine}"),
          entry("spec.model.huggingFace", "model: {huggingFace: ./config.json}"),
          entry("spec.model.parameters", "model: {parameters: 8B}"),
          entry("spec.model.shape.experts", SHAPE.formatted("experts: 8")),
          entry("spec.model.shape.expertsPerToken", SHAPE.formatted("expertsPerToken: 2")),
          entry("spec.model.shape.expertFeedForward", SHAPE.formatted("expertFeedForward: 9")),
          entry("spec.parallelism.fsdp", "parallelism: {fsdp: 2}"),
          entry("spec.parallelism.tensor", "parallelism: {tensor: 2}"),
          entry("spec.parallelism.context", "parallelism: {context: 2}"),
          entry("spec.parallelism.expert", "parallelism: {expert: 2}"),
          entry("spec.parallelism.virtualStages", "parallelism: {virtualStages: 2}"),
          entry("spec.parallelism.zero", "parallelism: {zero: 3}"),
          entry("spec.parallelism.recompute", "parallelism: {recompute: full}"),
          entry("spec.data", "data: []"),
          entry("spec.data[].source", "data: [{source: 's3://a/b', mount: /c}]"),
          entry("spec.data[].mount", "data: [{source: 'job:a/b', mount: /c}]"),
          entry("spec.data[].mode", "data: [{source: ./b, mount: /c, mode: cache}]"),
          entry("spec.checkpoint.format", "checkpoint: {format: directory-per-step}"),
          entry("spec.budget", "budget: {max: 1500 USD}"),
          entry("spec.budget.max", "budget: {max: 0.50 EUR}"),
          entry("spec.budget.warnAt", "budget: {max: 1 EUR, warnAt: 80%}"),
          entry("spec.budget.then", "budget: {max: 1 EUR, then: checkpoint-and-suspend}"),
          entry("spec.notify", "notify: []"),
          entry("spec.notify[].url", "notify: [{url: 'https://a.example', on: [failed]}]"),
          entry("spec.notify[].on", "notify: [{url: 'http://a/b', on: [waiting>1h]}]"));

  static Stream<Field> refused() {
    return TrainingJob.FIELDS.rows().stream()
        .filter(field -> !field.obeyed())
        .filter(field -> !(field instanceof Refused<?> row && row.type() instanceof NeverWritten));
  }

  static Stream<Kind> otherKinds() {
    return Arrays.stream(Kind.values()).filter(kind -> !kind.obeyed());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_well_formed_value_is_refused_by_the_name_of_its_field(Field field) {
    String line = Objects.requireNonNull(LINES.get(field.path()), field.path());
    List<ManifestError> errors = Given.errors(Given.MINIMAL + "  " + line + "\n");
    assertThat(errors).hasSize(1);
    ManifestError error = errors.getFirst();
    assertThat(error.kind()).isEqualTo(ProblemKind.UNSUPPORTED);
    assertThat(field.path()).startsWith(error.field());
    assertThat(error.line()).isEqualTo(7);
    assertThat(error.message())
        .matches("`[^`]+` is not supported by this version: (write|remove) .+");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_malformed_value_is_refused_for_what_it_is(Field field) {
    List<ManifestError> errors = Given.errors(manifestWith(field));
    assertThat(errors)
        .isNotEmpty()
        .extracting(ManifestError::kind)
        .containsOnly(ProblemKind.MALFORMED);
  }

  @ParameterizedTest
  @MethodSource("otherKinds")
  void of_another_kind_only_the_kind_is_refused(Kind kind) throws IOException {
    assertThat(
            Manifests.readAll(fixture("later/installation.yaml"), "a.yaml", Overrides.NONE).stream()
                .flatMap(reading -> ((Reading.Invalid) reading).errors().stream())
                .map(ManifestError::sentence))
        .contains(
            "`kind: %s` is not supported by this version: write TrainingJob"
                .formatted(kind.word()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"later/training-job.yaml", "later/installation.yaml"})
  void what_a_later_version_obeys_is_well_formed_today(String file) throws IOException {
    assertThat(
            Manifests.readAll(fixture(file), file, Overrides.NONE).stream()
                .flatMap(reading -> ((Reading.Invalid) reading).errors().stream())
                .filter(error -> error.kind() == ProblemKind.MALFORMED))
        .isEmpty();
  }

  @Test
  void the_value_of_a_secret_is_nowhere_repeated() {
    String manifest = Given.MINIMAL + "  secrets: [{name: A, from: {env: B}, value: hunter2}]\n";
    List<ManifestError> errors = Given.errors(manifest);
    assertThat(errors).singleElement().extracting(ManifestError::value).isNull();
    assertThat(ErrorReport.text(errors, manifest)).contains("from: {env").doesNotContain("hunter2");
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = RefusedFieldsTest.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** A manifest in flow style that has something else in the field, and what it stands in. */
  private static String manifestWith(Field field) {
    String value =
        switch (field) {
          case Section _, Items _ -> "42";
          default -> "[{}]";
        };
    StringBuilder open = new StringBuilder("{apiVersion: muster.dev/v1, kind: TrainingJob, ");
    StringBuilder close = new StringBuilder("}");
    String[] names = field.path().split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      boolean list = names[i].endsWith("[]");
      open.append(names[i].replace("[]", "")).append(list ? ": [{" : ": {");
      close.insert(0, list ? "}]" : "}");
    }
    return open + names[names.length - 1] + ": " + value + close;
  }
}
