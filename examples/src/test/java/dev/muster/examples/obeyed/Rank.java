package dev.muster.examples.obeyed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a rank found: its process, its environment, its working directory, its plan.
 *
 * @param told the line that the probe printed
 */
record Rank(JsonNode told) {
  /** Reads the log of a rank that was a probe. */
  static Rank of(Path log) {
    try {
      return new Rank(JsonMapper.shared().readTree(Files.readAllBytes(log)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A variable; the word unset without one. */
  String variable(String name) {
    return told.path("environment").path(name).asString("unset");
  }

  /** What a pointer leads to in the plan file, as JSON; null where nothing is. */
  String plan(String pointer) {
    JsonNode value = told.path("plan").at(pointer);
    return value.isMissingNode() ? "null" : value.toString();
  }

  /** What is in a text file of the working directory; the word absent without one. */
  String file(String name) {
    return told.path("files").path(name).asString("absent");
  }

  /** Its arguments. */
  String arguments() {
    return told.path("arguments").toString();
  }

  /** Those of the modules greeting and beacon that it can import. */
  String modules() {
    return told.path("modules").toString();
  }

  /** Its process. */
  long pid() {
    return told.path("pid").asLong();
  }

  /** The process that started it. */
  long parent() {
    return told.path("parent").asLong();
  }
}
