package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Refused;
import java.util.List;

/** The sections that this version refuses whole. */
final class LaterFields {
  static final List<Field> PLACEMENT =
      List.of(
          Refused.field("spec.placement", "where nodes may come from"),
          Refused.field("spec.placement.providers", "providers that may be asked"),
          Refused.field("spec.placement.anyOf", "places to choose from freely"),
          Refused.field("spec.placement.anyOf[].provider", "provider of the place"),
          Refused.field("spec.placement.anyOf[].region", "region of the place"),
          Refused.field("spec.placement.anyOf[].zone", "zone of the place"),
          Refused.field("spec.placement.anyOf[].spot", "whether its price may be a spot price"),
          Refused.field("spec.placement.ordered", "places to try in this order"),
          Refused.field("spec.placement.spot", "whether nodes may be taken back"),
          Refused.field("spec.placement.topology", "how close nodes stand"),
          Refused.field("spec.placement.topology.required", "closeness that must be"),
          Refused.field("spec.placement.topology.preferred", "closeness that should be"),
          Refused.field("spec.placement.reservation", "capacity that is paid for already"));

  static final List<Field> DATA =
      List.of(
          Refused.field(
              "spec.data",
              "what is brought to every worker",
              "remove it and let spec.setup bring the data"),
          Refused.field("spec.data[].source", "where it is"),
          Refused.field("spec.data[].mount", "where it appears"),
          Refused.field("spec.data[].mode", "stream, copy or cache"));

  static final List<Field> BUDGET =
      List.of(
          Refused.field("spec.budget", "what it may cost"),
          Refused.field("spec.budget.max", "most money"),
          Refused.field("spec.budget.warnAt", "share that is worth a word"),
          Refused.field("spec.budget.then", "what happens at the end of it"));

  static final List<Field> NOTIFY =
      List.of(
          Refused.field("spec.notify", "who is told"),
          Refused.field("spec.notify[].url", "where the word goes"),
          Refused.field("spec.notify[].on", "what it is about"));

  private LaterFields() {}
}
