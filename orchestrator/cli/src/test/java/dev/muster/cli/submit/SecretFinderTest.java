package dev.muster.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.manifest.Overrides;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFinderTest {
  @TempDir Path folder;
  private final SecretFinder finder = new SecretFinder(Map.of("HUB", "s3cr3t", "PIN", "123"));

  @Test
  void findsVariablesAndFilesBesideTheManifest() throws IOException {
    Files.writeString(folder.resolve("key"), "line one\nline two\r\n");
    ManifestFile.Valid manifest =
        manifest("[{name: TOKEN, from: {env: HUB}}, {name: KEY, from: {file: key}}]");

    assertThat(finder.find(manifest))
        .isEqualTo(Map.of("secretive", Map.of("TOKEN", "s3cr3t", "KEY", "line one\nline two")));
  }

  @Test
  void tellsThePlacesOfThoseThatAreMissingOrUnfit() throws IOException {
    ManifestFile.Valid manifest =
        manifest(
            """

                - {name: A, from: {env: GONE}}
                - {name: B, from: {file: gone}}
                - {name: C, from: {env: PIN}}\
            """);

    assertThatThrownBy(() -> finder.find(manifest))
        .isInstanceOfSatisfying(
            FailureException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
              assertThat(failure.what().lines())
                  .containsExactly(
                      manifest.path()
                          + ":7:17: variable GONE is not set (expected: the value of the secret)",
                      manifest.path()
                          + ":8:17: file gone is not there (expected: the value of the secret, in %s)"
                              .formatted(folder.resolve("gone")),
                      manifest.path()
                          + ":9:17: variable PIN has 3 characters (expected: at least 4, so that it"
                          + " can be kept out of logs)");
            });
  }

  private ManifestFile.Valid manifest(String secrets) throws IOException {
    String text =
        """
        apiVersion: muster.dev/v1
        kind: TrainingJob
        metadata: {name: secretive}
        spec:
          command: "true"
          secrets: %s
        """
            .formatted(secrets);
    Path file = Files.writeString(folder.resolve("job.yaml"), text);
    return switch (ManifestFile.read(file, InputStream.nullInputStream(), Overrides.NONE)) {
      case ManifestFile.Valid valid -> valid;
      case ManifestFile.Invalid invalid -> throw new AssertionError(invalid.report());
    };
  }
}
