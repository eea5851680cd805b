package dev.muster.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  private static final String TWO =
      """
      # mine
      current: lab
      contexts:
        - name: lab
          server: https://lab.example
          token: abc
          project: research
        - name: here
          dataDir: /data/muster
      """;

  @TempDir private Path folder;

  @Test
  void withoutAFileTheEnvironmentIsAsItIs() {
    Map<String, String> environment = environment("A", "b");

    assertThat(Config.read(environment).applied(environment, null)).isEqualTo(environment);
  }

  @Test
  void theCurrentContextSaysWhereTheServerIs() throws IOException {
    write(TWO);

    assertThat(applied(environment(), null))
        .containsEntry("MUSTER_SERVER", "https://lab.example")
        .containsEntry("MUSTER_TOKEN", "abc")
        .containsEntry("MUSTER_PROJECT", "research")
        .doesNotContainKey("MUSTER_DATA");
  }

  @Test
  void theEnvironmentWinsOverTheCurrentContextAndAChosenOneOverBoth() throws IOException {
    write(TWO);
    Map<String, String> environment = environment("MUSTER_SERVER", "http://127.0.0.1:1");

    assertThat(applied(environment, null))
        .containsEntry("MUSTER_SERVER", "http://127.0.0.1:1")
        .doesNotContainKey("MUSTER_TOKEN");
    assertThat(applied(environment, "here"))
        .containsEntry("MUSTER_DATA", "/data/muster")
        .doesNotContainKeys("MUSTER_SERVER", "MUSTER_TOKEN");
  }

  @Test
  void theTokenMayLieInAFileOfItsOwnThatNobodyElseReads() throws IOException {
    Path token = Files.writeString(folder.resolve("lab.token"), "xyz\n");
    write("current: a\ncontexts: [{name: a, server: 'http://x', tokenFile: ~/lab.token}]\n");

    rights(token, "rw-r-----");
    assertThatThrownBy(() -> applied(environment(), null))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("others may read it");
    rights(token, "rw-------");
    assertThat(applied(environment(), null)).containsEntry("MUSTER_TOKEN", "xyz");
  }

  @Test
  void aFileWithATokenThatOthersReadIsRefused() throws IOException {
    rights(write(TWO), "rw-r--r--");

    assertThatThrownBy(() -> Config.read(environment()))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("it has a token, and others may read it")
        .hasMessageNotContaining("abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "current: [1|no YAML",
        "contexts: lab|contexts (expected: a list of contexts)",
        "contexts: [{name: a, tokn: secret-word}]|contexts[0].tokn (expected: nothing of that name",
        "contexts: [{server: x}]|contexts[0].name (expected: a name)",
        "contexts: [{name: a, token: x, tokenFile: y}]|token or tokenFile, not both",
        "current: a|context: \"a\" is not in",
        "&a [*a]|no YAML"
      })
  void wrongContentsAreSaidWithTheirPlaceAndWithoutValues(String text, String said)
      throws IOException {
    write(text + "\n");

    assertThatThrownBy(() -> Config.read(environment()))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining(said)
        .hasMessageNotContaining("secret-word");
  }

  @Test
  void anotherContextIsUsedAndTheRestOfTheFileStays() throws IOException {
    Path file = write(TWO);

    Config.read(environment()).use("here");

    assertThat(Files.readString(file)).isEqualTo(TWO.replace("current: lab", "current: here"));
  }

  private Map<String, String> applied(Map<String, String> environment, @Nullable String chosen) {
    return Config.read(environment).applied(environment, chosen);
  }

  private Map<String, String> environment(String... more) {
    return more.length == 0
        ? Map.of("HOME", folder.toString())
        : Map.of("HOME", folder.toString(), more[0], more[1]);
  }

  private Path write(String text) throws IOException {
    Path file = folder.resolve(".config/muster/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    rights(file, "rw-------");
    return file;
  }

  private static void rights(Path file, String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }
}
