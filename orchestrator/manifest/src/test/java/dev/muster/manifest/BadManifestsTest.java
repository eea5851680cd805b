package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each manifest in {@code resources/bad} gives the report that stands beside it. */
class BadManifestsTest {
  private static final Path FOLDER = Golden.file("orchestrator/manifest/src/test/resources/bad");

  @TestFactory
  Stream<DynamicTest> gives_the_report_beside_it() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> manifests =
          files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      assertThat(manifests).isNotEmpty();
      return manifests.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<ManifestError> errors =
        Manifests.readAll(bytes, "job.yaml", Overrides.NONE).stream()
            .filter(Reading.Invalid.class::isInstance)
            .flatMap(reading -> ((Reading.Invalid) reading).errors().stream())
            .toList();
    assertThat(errors).isNotEmpty();
    String report = ErrorReport.text(errors, new String(bytes, StandardCharsets.UTF_8));
    Golden.check(Path.of(file.toString().replace(".yaml", ".txt")), report);
  }
}
