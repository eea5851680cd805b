package dev.muster.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.manifest.PlannedJob;
import dev.muster.manifest.ManifestError;
import dev.muster.model.spec.Secret;
import dev.muster.model.spec.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the values of a manifest's secrets where the person who submits has them. */
final class SecretFinder {
  private static final int LINE_BREAK_MAX = 2;

  private final Map<String, String> environment;

  SecretFinder(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * What each variable is, by the name of the job; of jobs without secrets nothing.
   *
   * @throws FailureException with the places of all that cannot be found
   */
  Map<String, Map<String, String>> find(ManifestFile.Valid manifest) {
    Map<String, Map<String, String>> byJob = new LinkedHashMap<>();
    List<ManifestError> errors = new ArrayList<>();
    for (PlannedJob job : manifest.jobs()) {
      Map<String, String> values = find(job, manifest.folder(), errors);
      if (!values.isEmpty()) {
        byJob.put(job.spec().name(), values);
      }
    }
    if (!errors.isEmpty()) {
      throw failure(errors);
    }
    return byJob;
  }

  private Map<String, String> find(PlannedJob job, Path folder, List<ManifestError> errors) {
    List<Secret> secrets = job.spec().secrets();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < secrets.size(); i++) {
      try {
        values.put(secrets.get(i).name(), value(secrets.get(i), folder).text());
      } catch (IOException | IllegalArgumentException e) {
        String pointer = "/spec/secrets/%d/from".formatted(i);
        errors.add(job.positions().error(pointer, String.valueOf(e.getMessage()), null));
      }
    }
    return values;
  }

  private SecretValue value(Secret secret, Path folder) throws IOException {
    return switch (secret.from()) {
      case Secret.Env(String variable) -> ofVariable(variable);
      case Secret.File(String path) -> ofFile(path, folder.resolve(path));
    };
  }

  private SecretValue ofVariable(String variable) {
    String value = environment.get(variable);
    if (value == null) {
      throw new IllegalArgumentException(
          "variable %s is not set (expected: the value of the secret)".formatted(variable));
    }
    try {
      return new SecretValue(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("variable %s %s".formatted(variable, e.getMessage()), e);
    }
  }

  private static SecretValue ofFile(String name, Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] content = file.readNBytes(SecretValue.BYTES_MAX + LINE_BREAK_MAX + 1);
      return SecretValue.ofFile(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "file %s is not there (expected: the value of the secret, in %s)".formatted(name, path),
          e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "file %s is not UTF-8 (expected: text)".formatted(name), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("file %s %s".formatted(name, e.getMessage()), e);
    } catch (IOException e) {
      throw new IOException("file %s cannot be read (%s)".formatted(name, e.getMessage()), e);
    }
  }

  private static FailureException failure(List<ManifestError> errors) {
    StringBuilder what = new StringBuilder();
    for (ManifestError error : errors) {
      what.append(what.isEmpty() ? "" : "\n")
          .append(
              "%s:%d:%d: %s"
                  .formatted(error.file(), error.line(), error.column(), error.message()));
    }
    return new FailureException(
        ExitCode.USAGE, what.toString(), "give the values where the manifest looks for them");
  }
}
