package dev.muster.server.live;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads progress lines. Ranks write what they like: a line that is not a JSON object, or too long,
 * is passed over. NaN and Infinity are read as Python writes them.
 */
public final class ProgressReader {
  /** A longer line is passed over. */
  static final int LINE_CHARACTERS_MAX = 64 * 1024;

  private static final double MILLIS_PER_SECOND = 1000;

  private final JsonMapper json =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** The lines of a piece, in order. */
  public List<ProgressLine> lines(byte[] piece) {
    return new String(piece, StandardCharsets.UTF_8)
        .lines()
        .map(this::line)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<ProgressLine> line(String text) {
    if (text.isBlank() || text.length() > LINE_CHARACTERS_MAX) {
      return Optional.empty();
    }
    try {
      JsonNode node = json.readTree(text);
      return node.isObject() ? Optional.of(line(node)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static ProgressLine line(JsonNode node) {
    JsonNode step = node.path("step");
    JsonNode checkpoint = node.path("checkpoint");
    return new ProgressLine(
        step.isNumber() ? step.asLong() : null,
        time(node.path("time")),
        numbers(node),
        checkpoint.isString() ? checkpoint.asString() : null);
  }

  private static Map<String, Double> numbers(JsonNode node) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      boolean ours = field.getKey().equals("step") || field.getKey().equals("time");
      if (!ours && field.getValue().isNumber()) {
        numbers.put(field.getKey(), field.getValue().asDouble());
      }
    }
    return numbers;
  }

  /** Seconds since 1970, as Python's {@code time.time()}, or RFC 3339. */
  private static @Nullable Instant time(JsonNode node) {
    try {
      if (node.isNumber()) {
        return Instant.ofEpochMilli(Math.round(node.asDouble() * MILLIS_PER_SECOND));
      }
      return node.isString() ? Instant.parse(node.asString()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
