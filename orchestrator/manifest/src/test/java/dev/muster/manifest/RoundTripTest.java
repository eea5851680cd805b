package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.TreeJson;
import dev.muster.manifest.tree.TreeWriter;
import dev.muster.model.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A job that is written as YAML or JSON reads as the same job. */
class RoundTripTest {
  @TestFactory
  Stream<DynamicTest> of_every_good_manifest() throws IOException {
    try (Stream<Path> files = Files.walk(Golden.file("examples"))) {
      List<Path> examples =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !file.toString().contains("/target/"))
              .toList();
      return Stream.concat(
              Stream.of(Golden.file("orchestrator/manifest/src/test/resources/good.yaml")),
              examples.stream())
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  @Test
  void of_texts_that_look_like_something_else() {
    JobSpec job =
        Given.valid(
            Given.MINIMAL.replace("name: small", "name: '007'")
                + "  env: {A: 'true', B: 'null', C: ' x ', D: 'a: b', E: '#', F: '', G: '1e3',"
                + " H: '~', I: \"\\t\\u0007é😀\\u2028\"}\n"
                + "  setup: \"a\\n  b\\n\\n\"\n");
    check(job);
  }

  private static void check(Path file) throws IOException {
    Given.allValid(Files.readString(file).replace("@FOLDER@", "/folder"))
        .forEach(RoundTripTest::check);
  }

  private static void check(JobSpec job) {
    Mapping tree = JobTree.of(job);
    String yaml = TreeWriter.yaml(tree);
    assertThat(Given.valid(yaml)).as(yaml).isEqualTo(job);
    assertThat(Given.valid(TreeJson.text(tree))).isEqualTo(job);
  }
}
