package dev.muster.server.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Secret;
import dev.muster.model.spec.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the values of the secrets that a manifest names: those that came with it, and of the others
 * what this server sees under the same name.
 */
public final class SecretReader {
  /** How much all values of a job may take. */
  public static final int BYTES_MAX = 64 * 1024;

  private static final int LINE_BREAK_MAX = 2;

  private final Map<String, String> environment;

  /**
   * @param environment the variables of this server
   */
  public SecretReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What came of looking; no text that is made of this shows a value. */
  public sealed interface Found {
    /**
     * All values.
     *
     * @param byName what each variable is
     */
    record All(Map<String, String> byName) implements Found {
      @Override
      public String toString() {
        return "All[%d values]".formatted(byName.size());
      }
    }

    /**
     * Not all.
     *
     * @param problems what is wrong, by the JSON pointer of the field
     */
    record Missing(Map<String, String> problems) implements Found {}
  }

  /**
   * Finds the values for a job.
   *
   * @param sent values that came with the manifest, by the name of the secret
   */
  public Found find(JobSpec spec, Map<String, String> sent) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> problems = unknown(spec, sent);
    for (int i = 0; i < spec.secrets().size(); i++) {
      Secret secret = spec.secrets().get(i);
      try {
        values.put(secret.name(), value(secret, sent).text());
      } catch (IOException | IllegalArgumentException e) {
        problems.put("/spec/secrets/%d/from".formatted(i), String.valueOf(e.getMessage()));
      }
    }
    int bytes = values.values().stream().mapToInt(String::length).sum();
    if (bytes > BYTES_MAX) {
      String words = "the values have %d characters (expected: at most %d)";
      problems.put("/spec/secrets", words.formatted(bytes, BYTES_MAX));
    }
    return problems.isEmpty() ? new Found.All(values) : new Found.Missing(problems);
  }

  private static Map<String, String> unknown(JobSpec spec, Map<String, String> sent) {
    List<String> known = spec.secrets().stream().map(Secret::name).toList();
    List<String> unknown =
        sent.keySet().stream().filter(name -> !known.contains(name)).sorted().toList();
    Map<String, String> problems = new LinkedHashMap<>();
    if (!unknown.isEmpty()) {
      problems.put(
          "/spec/secrets", "values came for %s (expected: for %s)".formatted(unknown, known));
    }
    return problems;
  }

  private SecretValue value(Secret secret, Map<String, String> sent) throws IOException {
    String value = sent.get(secret.name());
    if (value != null) {
      return checked("the value of " + secret.name(), value);
    }
    return switch (secret.from()) {
      case Secret.Env(String variable) -> ofVariable(variable);
      case Secret.File(String path) -> ofFile(path);
    };
  }

  private SecretValue ofVariable(String variable) {
    String value = environment.get(variable);
    if (value == null) {
      throw new IllegalArgumentException(
          "variable %s is not set where the server runs, and no value was sent (expected: either)"
              .formatted(variable));
    }
    return checked("variable " + variable, value);
  }

  private static SecretValue ofFile(String path) throws IOException {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "file %s: no value was sent (expected: one, or an absolute path that the server can read)"
              .formatted(path));
    }
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      byte[] content = file.readNBytes(SecretValue.BYTES_MAX + LINE_BREAK_MAX + 1);
      return SecretValue.ofFile(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "file %s is not there where the server runs, and no value was sent (expected: either)"
              .formatted(path),
          e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "file %s is not UTF-8 (expected: text)".formatted(path), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("file %s %s".formatted(path, e.getMessage()), e);
    } catch (IOException e) {
      throw new IOException("file %s cannot be read (%s)".formatted(path, e.getMessage()), e);
    }
  }

  private static SecretValue checked(String what, String value) {
    try {
      return new SecretValue(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s %s".formatted(what, e.getMessage()), e);
    }
  }
}
