package dev.muster.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kept description of the interface says what the code says. */
class OpenApiTest {
  private static final String UPDATE =
      "./mvnw -pl orchestrator/server -am test -Dtest=OpenApiTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.golden=update";

  @Test
  void theKeptDescriptionIsThatOfTheCode(@TempDir Path scratch) throws IOException {
    Path root = Path.of(System.getProperty("muster.root", "../.."));
    Path kept = root.resolve("orchestrator/docs/openapi.yaml");

    String described = Document.yaml(Document.of(new Generator(root).document(scratch)));

    if ("update".equals(System.getProperty("muster.golden"))) {
      Files.writeString(kept, described);
    }
    assertThat(described)
        .as("openapi.yaml (if the change is meant, run: %s)", UPDATE)
        .isEqualTo(Files.exists(kept) ? Files.readString(kept) : "");
  }
}
