package dev.muster.server.jobs;

import dev.muster.server.web.RefusedException;
import io.micronaut.http.multipart.CompletedPart;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what comes with manifests, as far as it is small. */
@Singleton
final class Parts {
  /** How many bytes the values of all secrets of a request may have. */
  private static final int SECRETS_MAX = 256 * 1024;

  private static final TypeReference<Map<String, Map<String, String>>> SECRETS =
      new TypeReference<>() {};

  private final JsonMapper json = new JsonMapper();

  /** A digest for every job, or {@code NAME=DIGEST, …}. */
  static Map<String, String> workdirs(@Nullable String header) {
    Map<String, String> workdirs = new LinkedHashMap<>();
    if (header != null) {
      for (String part : header.split(",", -1)) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? Envelope.EVERY : part.substring(0, equals).strip();
        workdirs.put(name, part.substring(equals + 1).strip());
      }
    }
    return workdirs;
  }

  static byte[] manifest(CompletedPart part) throws IOException {
    return bytes(part, "manifest", Request.BYTES_MAX);
  }

  /** Values by job and by secret. What is wrong with them is told without them. */
  Map<String, Map<String, String>> secrets(@Nullable CompletedPart part) throws IOException {
    if (part == null) {
      return Map.of();
    }
    byte[] bytes = bytes(part, "secrets", SECRETS_MAX);
    try {
      Map<String, Map<String, String>> read = json.readValue(bytes, SECRETS);
      return read == null ? Map.of() : read;
    } catch (JacksonException e) {
      throw RefusedException.badRequest(
          "secrets: not what it should be (expected: JSON {\"JOB\": {\"NAME\": \"value\"}})");
    }
  }

  private static byte[] bytes(CompletedPart part, String name, int max) throws IOException {
    try (InputStream content = part.getInputStream()) {
      byte[] bytes = content.readNBytes(max + 1);
      if (bytes.length > max) {
        throw RefusedException.tooLarge(name, max);
      }
      return bytes;
    }
  }
}
