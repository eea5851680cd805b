package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.value.Flag;
import dev.muster.manifest.value.ListOf;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.Words;
import java.util.List;
import java.util.stream.Stream;

/** The sections that this version refuses whole. */
final class LaterFields {
  private static final Text PLACE_NAME = Text.token("a name such as us-east-1");
  private static final Words<String> DISTANCE =
      Words.of("host", "nvlink-domain", "rack", "block", "zone", "region");
  private static final Text DATA_SOURCE =
      Text.of(
          "an address such as s3://corpus/shards, job:NAME/PATH, or a path",
          Text.MAX_PATH,
          "[a-z][a-z0-9+.-]*://[^\\s\\x00-\\x1F\\x7F]+|job:[a-z0-9]([a-z0-9-]*[a-z0-9])?(/[^:\\x00-\\x1F\\x7F]+)?"
              + "|[^:\\x00-\\x1F\\x7F]+");
  private static final Text NEWS =
      Text.of(
          "started, succeeded, failed, cancelled, suspended, budget or waiting>1h",
          32,
          "started|succeeded|failed|cancelled|suspended|budget|waiting>\\d{1,9}[smh]");

  static final List<Field> PLACEMENT =
      Stream.of(
              List.<Field>of(
                  Refused.section("spec.placement", "where nodes may come from"),
                  Refused.field(
                      "spec.placement.providers",
                      new ListOf<>(Text.LABEL, "providers", 64),
                      "providers that may be asked, by their names or types")),
              places("anyOf", "places to choose from freely"),
              places("ordered", "places to try in this order"),
              List.<Field>of(
                  Refused.field(
                      "spec.placement.spot",
                      Words.of("allow", "require", "never"),
                      "whether nodes may be taken back"),
                  Refused.section("spec.placement.topology", "how close nodes stand"),
                  Refused.field(
                      "spec.placement.topology.required", DISTANCE, "closeness that must be"),
                  Refused.field(
                      "spec.placement.topology.preferred", DISTANCE, "closeness that should be"),
                  Refused.field(
                      "spec.placement.reservation",
                      Text.token("the name of a reservation"),
                      "capacity that is paid for already")))
          .flatMap(List::stream)
          .toList();

  static final List<Field> DATA =
      List.of(
          Refused.items(
              "spec.data",
              "what is brought to every worker",
              "source",
              "remove it and let spec.setup bring the data"),
          Refused.required("spec.data[].source", DATA_SOURCE, "where it is"),
          Refused.required(
              "spec.data[].mount",
              Text.of("an absolute path", Text.MAX_PATH, "/[^\\x00-\\x1F\\x7F]*"),
              "where it appears"),
          Refused.field(
              "spec.data[].mode", Words.of("stream", "copy", "cache"), "how it is brought"));

  static final List<Field> BUDGET =
      List.of(
          Refused.section("spec.budget", "what it may cost"),
          Refused.required("spec.budget.max", Text.MONEY, "most money"),
          Refused.field(
              "spec.budget.warnAt",
              Text.of("a percentage such as 80%", 4, "(100|[1-9]?\\d)%"),
              "share that is worth a word"),
          Refused.field(
              "spec.budget.then",
              Words.of("checkpoint-and-suspend"),
              "what happens at the end of it"));

  static final List<Field> NOTIFY =
      List.of(
          Refused.items("spec.notify", "who is told", "receiver", "remove it"),
          Refused.required("spec.notify[].url", Text.URL, "where the word goes"),
          Refused.required(
              "spec.notify[].on", new ListOf<>(NEWS, "events", 16), "what it is about"));

  private LaterFields() {}

  private static List<Field> places(String list, String meaning) {
    String path = "spec.placement." + list;
    return List.of(
        Refused.items(path, meaning, "place", "remove it"),
        Refused.required(path + "[].provider", Text.LABEL, "provider of the place"),
        Refused.field(path + "[].region", PLACE_NAME, "region of the place"),
        Refused.field(path + "[].zone", PLACE_NAME, "zone of the place"),
        Refused.field(
            path + "[].spot", new Flag(), "whether nodes of the place may be taken back"));
  }
}
