package dev.muster.manifest.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/**
 * Writes a tree as YAML that reads as the same tree: same names, same texts, same kinds. Comments
 * and places are not part of a tree.
 */
public final class TreeWriter {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();

  private final List<Event> events = new ArrayList<>();

  private TreeWriter() {}

  /** The tree as a document; ends with a line end. */
  public static String yaml(Node root) {
    TreeWriter writer = new TreeWriter();
    writer.events.add(new StreamStartEvent());
    writer.events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    writer.node(root);
    writer.events.add(new DocumentEndEvent(false));
    writer.events.add(new StreamEndEvent());
    return new Present(SETTINGS).emitToString(writer.events.iterator());
  }

  private void node(Node node) {
    switch (node) {
      case Scalar scalar -> scalar(scalar.text(), scalar.kind());
      case Sequence sequence -> sequence(sequence);
      case Mapping mapping -> mapping(mapping);
    }
  }

  private void mapping(Mapping mapping) {
    FlowStyle style = mapping.entries().isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
    for (Entry entry : mapping.entries().values()) {
      scalar(entry.name(), Scalar.Kind.TEXT);
      node(entry.value());
    }
    events.add(new MappingEndEvent());
  }

  private void sequence(Sequence sequence) {
    FlowStyle style = sequence.items().isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
    sequence.items().forEach(this::node);
    events.add(new SequenceEndEvent());
  }

  /** What would be taken for something else stands in quotes. */
  private void scalar(String text, Scalar.Kind kind) {
    boolean plain = Scalar.Kind.of(text, true) == kind;
    ImplicitTuple implicit = new ImplicitTuple(plain, kind == Scalar.Kind.TEXT);
    events.add(
        new ScalarEvent(Optional.empty(), Optional.empty(), implicit, text, style(text, plain)));
  }

  private static ScalarStyle style(String text, boolean plain) {
    if (text.contains("\n")) {
      return ScalarStyle.LITERAL;
    }
    return plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
  }
}
