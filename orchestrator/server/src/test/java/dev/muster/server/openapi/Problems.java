package dev.muster.server.openapi;

import dev.muster.api.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How requests are refused: the same for every operation that can be refused that way. */
final class Problems {
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("400", "The request contradicts itself or the interface."),
          Map.entry("401", "The token is missing or wrong."),
          Map.entry("403", "The token or the page is not one for this."),
          Map.entry("404", "Nothing is called that."),
          Map.entry("405", "This cannot be done here."),
          Map.entry("406", "There is no answer of a media type that is accepted."),
          Map.entry("409", "It cannot be done in this state."),
          Map.entry("412", "It has changed since it was read."),
          Map.entry("413", "More was sent than is taken."),
          Map.entry("415", "Nothing of this media type is taken."),
          Map.entry("421", "The host is not a name of this machine."),
          Map.entry("422", "What was sent cannot be obeyed."),
          Map.entry("429", "Too much is asked at the moment."),
          Map.entry("500", "The server failed; its log says why."),
          Map.entry("503", "It cannot be done now, and may be later."));

  private Problems() {}

  static Map<String, Object> responses() {
    Map<String, Object> responses = new TreeMap<>();
    TITLES.forEach((status, title) -> responses.put("Problem" + status, response(status, title)));
    return responses;
  }

  /** A refusal; without a body for those who ask for none. */
  static Map<String, Object> answer(String status, boolean headOnly) {
    return headOnly
        ? Tree.of("description", Objects.requireNonNull(TITLES.get(status), status))
        : ref(status);
  }

  private static Map<String, Object> ref(String status) {
    if (!TITLES.containsKey(status)) {
      throw new IllegalArgumentException("no such problem: " + status);
    }
    return Tree.ref("responses", "Problem" + status);
  }

  private static Map<String, Object> response(String status, String title) {
    Map<String, Object> response =
        Tree.of(
            "description",
            title,
            "content",
            Tree.of(Problem.MEDIA_TYPE, Tree.of("schema", Tree.ref("schemas", "Problem"))));
    switch (status) {
      case "401" -> response.put("headers", header("WWW-Authenticate", "The kind of token."));
      case "405" -> response.put("headers", header("Allow", "What can be done here."));
      case "429", "503" -> response.put("headers", header("Retry-After", "Seconds to wait."));
      default -> {}
    }
    return response;
  }

  static Map<String, Object> header(String name, String description) {
    return Tree.of(name, Tree.of("description", description, "schema", Tree.of("type", "string")));
  }
}
