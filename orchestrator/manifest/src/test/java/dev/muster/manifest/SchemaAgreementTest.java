package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.manifest.kind.Kind;
import dev.muster.manifest.tree.Documents;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.ProblemKind;
import dev.muster.manifest.tree.TreeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Generated manifests, good and bad: whatever the reader calls malformed, the schema refuses, and
 * nothing else. A seed gives the same manifests again: {@code -Dmuster.seed=SEED}.
 */
class SchemaAgreementTest {
  private static final int ROUNDS = 1000;

  /** What holds between two fields, which no schema sees. */
  private static final List<String> BETWEEN_FIELDS =
      List.of(
          "a multiple of heads",
          "a divisor of heads",
          "a working directory that has it",
          "another job than this one",
          "that spec.env does not have",
          "nothing for type",
          "min at most max");

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          false,
          0,
          1,
          2,
          3,
          7,
          22,
          64,
          256,
          4096,
          4097,
          70_000,
          -1,
          1.5,
          "",
          " ",
          "a",
          "A",
          "a b",
          "a/b",
          "/a",
          "./a",
          "../a",
          "~/a",
          "a.yaml",
          "http://a",
          "https://a/b?c",
          "s3://a/b",
          "job:a/b",
          "none",
          "auto",
          "latest",
          "rank",
          "node",
          "low",
          "high",
          "fp32",
          "pytorch",
          "jax",
          "gpipe",
          "zb-h1",
          "SIGINT",
          "stop",
          "30s",
          "5m",
          "0h",
          "3 days",
          "80%",
          "101%",
          "1500 USD",
          "1500",
          "1.5B",
          "0B",
          "0.0K",
          "20T",
          "64GiB",
          "64GiB+",
          "1.5TB",
          "64gb",
          "cpu:2",
          "cpu",
          "CPU:2",
          "H100:8",
          "H100:0",
          "H100:257",
          "tpu-v5p-64",
          "tpu-v5p-64:8",
          "64+",
          "0+",
          ">=3.10",
          ">= 3.10, <3.14",
          "3.10",
          "loss is nan",
          "loss > 10",
          "loss = 1",
          "2026-12-01T00:00:00Z",
          "2026-12-01",
          "2026-12-01 00:00:00",
          "tomorrow",
          "MUSTER_RANK",
          "HOME",
          "1A",
          "failed",
          "waiting>1h",
          "a\tb",
          "a\nb",
          "é",
          "x".repeat(64),
          "x".repeat(300),
          List.of(),
          List.of(1),
          List.of("a"),
          List.of("a", "b"),
          List.of("a", "a"),
          List.of(80, 81),
          List.of(List.of()),
          Map.of(),
          Map.of("a", 1),
          Map.of("a", "b"),
          Map.of("A B", "c"),
          Map.of("a", List.of()),
          Map.of("env", "A"),
          Map.of("min", 2, "max", 3),
          Map.of("steps", 5),
          Map.of("MUSTER_A", 1));

  private final List<String> differences = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"later/training-job.yaml", "later/installation.yaml", "good.yaml"})
  void the_reader_and_the_schema_agree(String fixture) throws IOException {
    long seed = Long.getLong("muster.seed", 20_261_122);
    System.out.printf("SchemaAgreementTest %s: -Dmuster.seed=%d%n", fixture, seed);
    SplittableRandom random = new SplittableRandom(seed);
    String text =
        Files.readString(Golden.file("orchestrator/manifest/src/test/resources/" + fixture));
    for (Node root : Documents.of(text).stream().map(it -> it.root()).toList()) {
      for (int round = 0; round < ROUNDS; round++) {
        @SuppressWarnings("unchecked")
        Map<String, Object> manifest =
            (Map<String, Object>) copy(TreeJson.value(Objects.requireNonNull(root)));
        StringBuilder changes = new StringBuilder();
        for (int change = random.nextInt(1, 4); change > 0; change--) {
          changes.append(change(manifest, random)).append("; ");
        }
        compare(manifest, changes.toString());
      }
    }
    assertThat(differences).as("seed %d", seed).isEmpty();
  }

  private void compare(Map<String, Object> manifest, String changes) {
    String json = TreeJson.text(manifest);
    Node root = Objects.requireNonNull(Documents.of(json).getFirst().root());
    if (Kind.of(root) == Kind.TRAINING_JOB && !json.contains("\"TrainingJob\"")) {
      return;
    }
    List<ManifestError> malformed =
        Manifests.readAll(json, "job.json", Overrides.NONE).stream()
            .filter(Reading.Invalid.class::isInstance)
            .flatMap(reading -> ((Reading.Invalid) reading).errors().stream())
            .filter(error -> error.kind() == ProblemKind.MALFORMED)
            .filter(error -> BETWEEN_FIELDS.stream().noneMatch(error.message()::contains))
            .toList();
    List<String> schema = SchemaTest.errors(root);
    if (malformed.isEmpty() != schema.isEmpty()) {
      differences.add(
          changes
              + "\n  reader "
              + malformed.stream().map(ManifestError::sentence).toList()
              + "\n  schema "
              + schema);
    }
  }

  /** Sets, adds or removes something somewhere. */
  @SuppressWarnings("unchecked")
  private static String change(Map<String, Object> manifest, SplittableRandom random) {
    List<Map<String, Object>> mappings = new ArrayList<>();
    collect(manifest, mappings);
    Map<String, Object> mapping = mappings.get(random.nextInt(mappings.size()));
    if (mapping.isEmpty()) {
      return "nothing";
    }
    List<String> names = List.copyOf(mapping.keySet());
    String name = names.get(random.nextInt(names.size()));
    Object value = VALUES.get(random.nextInt(VALUES.size()));
    return switch (random.nextInt(8)) {
      case 0 -> {
        mapping.remove(name);
        yield "without " + name;
      }
      case 1 -> {
        mapping.put(name + "x", copy(value));
        yield name + "x";
      }
      default -> {
        mapping.put(name, copy(value));
        yield name + ": " + value;
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static void collect(Object value, List<Map<String, Object>> mappings) {
    if (value instanceof Map<?, ?> mapping) {
      mappings.add((Map<String, Object>) mapping);
      mapping.values().forEach(each -> collect(each, mappings));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> collect(each, mappings));
    }
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> mapping) {
      Map<String, Object> copy = new LinkedHashMap<>();
      mapping.forEach((name, each) -> copy.put((String) name, copy(each)));
      return copy;
    }
    return value instanceof List<?> list
        ? new ArrayList<>(list.stream().map(SchemaAgreementTest::copy).toList())
        : value;
  }
}
