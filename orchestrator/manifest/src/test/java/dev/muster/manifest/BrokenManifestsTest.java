package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Good manifests, each broken in one place: all of them are refused, and an error names the line.
 */
class BrokenManifestsTest {
  private static final int LEAST = 200;
  private static final int TRIES = 2;
  private static final long SEED = 20_261_122;

  /** A manifest that a change made bad. */
  private record Broken(String name, Mutations.Mutant mutant) {}

  @TestFactory
  Stream<DynamicTest> is_refused_at_the_line() throws IOException {
    return broken().stream()
        .map(broken -> DynamicTest.dynamicTest(broken.name(), () -> check(broken)));
  }

  @Test
  void there_are_many() throws IOException {
    assertThat(broken()).hasSizeGreaterThanOrEqualTo(LEAST);
  }

  private static void check(Broken broken) {
    byte[] bytes = broken.mutant().bytes();
    String text = new String(bytes, StandardCharsets.UTF_8);
    Reading reading = Manifests.readAll(bytes, "job.yaml", Overrides.NONE).getFirst();
    assertThat(reading).as(text).isInstanceOf(Reading.Invalid.class);
    List<ManifestError> errors = ((Reading.Invalid) reading).errors();
    assertThat(errors)
        .as("%s%n%s", ErrorReport.text(errors, text), text)
        .extracting(ManifestError::line)
        .contains(broken.mutant().line());
  }

  /** Every change at some places of every manifest. */
  private static List<Broken> broken() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Broken> all = new ArrayList<>();
    for (Path file : files()) {
      Mutations mutations = new Mutations(Files.readString(file).replace("@FOLDER@", "/folder"));
      for (Mutations.Change change : Mutations.Change.values()) {
        for (int i = 0; i < TRIES; i++) {
          Mutations.Mutant mutant = mutations.apply(change, random);
          if (mutant != null) {
            String name = "%s, %s:%d".formatted(change, file.getFileName(), mutant.line());
            all.add(new Broken(name, mutant));
          }
        }
      }
    }
    return all;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Golden.file("examples"))) {
      List<Path> examples =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !file.toString().contains("/target/"))
              .sorted()
              .toList();
      return Stream.concat(
              Stream.of(Golden.file("orchestrator/manifest/src/test/resources/good.yaml")),
              examples.stream())
          .toList();
    }
  }
}
