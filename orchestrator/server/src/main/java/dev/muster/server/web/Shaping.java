package dev.muster.server.web;

import dev.muster.api.JobView;
import dev.muster.api.Problem;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Gives the records that are read their entity tag, leaves out what the reader has already, and
 * keeps only the fields that were asked for.
 */
@ServerFilter("/api/v1/**")
final class Shaping {
  private static final String FIELDS = "fields";
  private static final int HASH_BYTES = 16;

  private final JsonMapper json;

  Shaping(JsonMapper json) {
    this.json = json;
  }

  @ResponseFilter
  MutableHttpResponse<?> shape(HttpRequest<?> request, MutableHttpResponse<?> response)
      throws IOException {
    Object record = response.body();
    if (record == null
        || !isRead(request)
        || response.status() != HttpStatus.OK
        || !isOurs(record)) {
      return response;
    }
    try {
      return shaped(request, response, record);
    } catch (IllegalArgumentException e) {
      RefusedException refused = RefusedException.badRequest(String.valueOf(e.getMessage()));
      return RefusedAnswer.of(refused.problem().at(request.getPath()));
    }
  }

  private MutableHttpResponse<?> shaped(
      HttpRequest<?> request, MutableHttpResponse<?> response, Object record) throws IOException {
    byte[] body = body(request.getParameters().get(FIELDS), record);
    String tag = tag(record, body);
    String known = request.getHeaders().get("If-None-Match");
    if (known != null && EntityTag.isAmong(tag, known)) {
      return HttpResponse.notModified().header("ETag", tag).header("Cache-Control", "no-cache");
    }
    return response
        .body(body)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header("ETag", tag)
        .header("Cache-Control", "no-cache");
  }

  private byte[] body(@Nullable String fields, Object record) throws IOException {
    byte[] whole = json.writeValueAsBytes(record);
    if (fields == null) {
      return whole;
    }
    tools.jackson.databind.json.JsonMapper mapper = tools.jackson.databind.json.JsonMapper.shared();
    JsonNode kept =
        Fields.parse(fields, record.getClass()).of(mapper.readTree(whole), record.getClass());
    return mapper.writeValueAsBytes(kept);
  }

  private static String tag(Object record, byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      String content =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(java.util.Arrays.copyOf(hash, HASH_BYTES));
      return record instanceof JobView job
          ? EntityTag.of(job.revision(), content)
          : EntityTag.of(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  private static boolean isRead(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  private static boolean isOurs(Object body) {
    return !(body instanceof Problem) && body.getClass().getPackage() == JobView.class.getPackage();
  }
}
