package dev.muster.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.manifest.Manifests;
import dev.muster.manifest.Reading;
import dev.muster.model.spec.JobSpec;
import dev.muster.server.secrets.SecretReader.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReaderTest {
  @TempDir Path folder;
  private final SecretReader reader =
      new SecretReader(Map.of("HUB", "from-the-server", "PIN", "123"));

  @Test
  void takesWhatWasSentBeforeWhatItFinds() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "line one\nline two\n");
    JobSpec spec =
        spec("[{name: A, from: {env: HUB}}, {name: B, from: {file: %s}}]".formatted(key));

    assertThat(reader.find(spec, Map.of()))
        .isEqualTo(new Found.All(Map.of("A", "from-the-server", "B", "line one\nline two")));
    assertThat(reader.find(spec, Map.of("A", "sent")))
        .isEqualTo(new Found.All(Map.of("A", "sent", "B", "line one\nline two")));
  }

  @Test
  void tellsThePlaceOfEachThatIsMissingOrUnfitAndNoValue() {
    JobSpec spec =
        spec(
            "[{name: A, from: {env: GONE}}, {name: B, from: {file: key}}, {name: C, from: {env: PIN}},"
                + " {name: D, from: {file: %s/gone}}]".formatted(folder));

    assertThat(reader.find(spec, Map.of("E", "what is this")))
        .isInstanceOfSatisfying(
            Found.Missing.class,
            missing -> {
              assertThat(missing.problems().values())
                  .containsExactly(
                      "values came for [E] (expected: for [A, B, C, D])",
                      "variable GONE is not set where the server runs, and no value was sent"
                          + " (expected: either)",
                      "file key: no value was sent (expected: one, or an absolute path that the"
                          + " server can read)",
                      "variable PIN has 3 characters (expected: at least 4, so that it can be kept"
                          + " out of logs)",
                      "file %s/gone is not there where the server runs, and no value was sent (expected: either)"
                          .formatted(folder));
              assertThat(missing.problems().keySet())
                  .containsExactly(
                      "/spec/secrets",
                      "/spec/secrets/0/from",
                      "/spec/secrets/1/from",
                      "/spec/secrets/2/from",
                      "/spec/secrets/3/from");
            });
  }

  @Test
  void showsNoValueInText() {
    assertThat(new Found.All(Map.of("A", "sent")).toString()).doesNotContain("sent");
  }

  @Test
  void boundsAllValuesOfAJob() {
    JobSpec spec =
        spec(
            "[{name: A, from: {env: HUB}}, {name: B, from: {env: HUB}}, {name: C, from: {env: HUB}},"
                + " {name: D, from: {env: HUB}}, {name: E, from: {env: HUB}}]");
    String most = "x".repeat(16 * 1024);
    assertThat(reader.find(spec, Map.of("A", most, "B", most, "C", most, "D", most)))
        .isInstanceOf(Found.Missing.class);
    assertThat(reader.find(spec, Map.of("A", most + "x")))
        .isEqualTo(
            new Found.Missing(
                Map.of(
                    "/spec/secrets/0/from",
                    "the value of A is too long (expected: at most 16384 bytes)")));
  }

  static JobSpec spec(String secrets) {
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
    return switch (Manifests.read(text.getBytes(StandardCharsets.UTF_8), "job.yaml")) {
      case Reading.Valid valid -> valid.spec();
      case Reading.Invalid invalid -> throw new AssertionError(invalid.errors());
    };
  }
}
