package dev.muster.manifest.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * From the parser's events to one tree. Depth and number of its nodes are bounded. What is refused
 * but understood (aliases, anchors, tags, names written twice) is reported and the reading goes on.
 */
final class Composer {
  /** How deep collections may be nested. */
  static final int MAX_DEPTH = 32;

  /** How many values and names a manifest may have in all. */
  static final int MAX_NODES = 20_000;

  /** Longest name in a mapping. */
  static final int MAX_NAME_LENGTH = 256;

  private final Iterator<Event> events;
  private final Problems problems;
  private int nodes;

  Composer(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The only document of the text. */
  Node document() throws Unreadable {
    require(Event.ID.StreamStart);
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      throw new Unreadable(
          Problem.ofText(Place.START, "an empty file (expected: a manifest of kind TrainingJob)"));
    }
    Node root = node(events.next(), Pointer.ROOT, 0);
    require(Event.ID.DocumentEnd);
    Event after = events.next();
    if (after.getEventId() == Event.ID.DocumentStart) {
      refuseDocument(after, root);
    }
    return root;
  }

  private void require(Event.ID expected) {
    Event event = events.next();
    if (event.getEventId() != expected) {
      throw new IllegalStateException("event: %s (expected: %s)".formatted(event, expected));
    }
  }

  private void refuseDocument(Event start, Node first) {
    String what = "several documents in one file";
    problems.add(Problem.unsupported(place(start), first, what, "write one job per file"));
  }

  private Node node(Event event, Pointer pointer, int depth) throws Unreadable {
    checkBounds(event, depth);
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, pointer);
      case MappingStartEvent mapping -> mapping(mapping, pointer, depth);
      case CollectionStartEvent sequence -> sequence(sequence, pointer, depth);
      case AliasEvent alias -> alias(alias, pointer);
      default -> throw new IllegalStateException("event: " + event + " (expected: a node)");
    };
  }

  private void checkBounds(Event event, int depth) throws Unreadable {
    nodes++;
    if (depth > MAX_DEPTH) {
      throw beyond(event, "nested too deep (expected: at most %d levels)", MAX_DEPTH);
    }
    if (nodes > MAX_NODES) {
      throw beyond(event, "too many values (expected: at most %d)", MAX_NODES);
    }
  }

  private static Unreadable beyond(Event event, String message, int bound) {
    return new Unreadable(Problem.ofText(place(event), message.formatted(bound)));
  }

  private Scalar scalar(ScalarEvent event, Pointer pointer) {
    refuseProperties(event, event.getAnchor(), event.getTag(), pointer);
    String text = event.getValue();
    Scalar scalar = new Scalar(place(event), pointer, text, Scalar.Kind.of(text, event.isPlain()));
    if (text.codePoints().anyMatch(Composer::unsayable)) {
      problems.add(
          Problem.wrong(scalar, "text without the characters U+0000 and U+D800 to U+DFFF", null));
    }
    return scalar;
  }

  private Sequence sequence(CollectionStartEvent start, Pointer pointer, int depth)
      throws Unreadable {
    refuseProperties(start, start.getAnchor(), start.getTag(), pointer);
    List<Node> items = new ArrayList<>();
    for (Event event = events.next(); !ends(event, Event.ID.SequenceEnd); event = events.next()) {
      items.add(node(event, pointer.child(items.size()), depth + 1));
    }
    return new Sequence(place(start), pointer, items);
  }

  private Mapping mapping(MappingStartEvent start, Pointer pointer, int depth) throws Unreadable {
    refuseProperties(start, start.getAnchor(), start.getTag(), pointer);
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    for (Event event = events.next(); !ends(event, Event.ID.MappingEnd); event = events.next()) {
      entry(event, pointer, depth, entries);
    }
    return new Mapping(place(start), pointer, entries);
  }

  private void entry(Event event, Pointer pointer, int depth, SequencedMap<String, Entry> entries)
      throws Unreadable {
    Node key = node(event, pointer, depth + 1);
    if (!(key instanceof Scalar name) || name.text().length() > MAX_NAME_LENGTH) {
      problems.add(
          Problem.wrong(key, "a name of at most %d characters".formatted(MAX_NAME_LENGTH), null));
      node(events.next(), pointer, depth + 1);
      return;
    }
    Node value = node(events.next(), pointer.child(name.text()), depth + 1);
    Entry entry = new Entry(name.text(), name.place(), value);
    Entry first = entries.putIfAbsent(name.text(), entry);
    if (first != null) {
      problems.add(twice(pointer, entry, first));
    }
  }

  private static Problem twice(Pointer pointer, Entry entry, Entry first) {
    return new Problem(
        entry.place(),
        pointer.child(entry.name()),
        ProblemKind.MALFORMED,
        entry.value().shown(),
        "written twice (expected: once; the first is at %s)".formatted(first.place()),
        null);
  }

  /** A stand-in for what an alias means; the problem at its place hides all that follow from it. */
  private Scalar alias(AliasEvent event, Pointer pointer) {
    Scalar scalar = new Scalar(place(event), pointer, "*" + event.getAlias(), Scalar.Kind.TEXT);
    problems.add(Problem.wrong(scalar, "the value itself instead of an alias", null));
    return scalar;
  }

  private void refuseProperties(
      Event event, Optional<Anchor> anchor, Optional<String> tag, Pointer pointer) {
    anchor.ifPresent(it -> refuse(event, pointer, "&" + it, "a value without an anchor"));
    tag.ifPresent(it -> refuse(event, pointer, it, "a value without a tag"));
  }

  private void refuse(Event event, Pointer pointer, String text, String expectation) {
    Scalar found = new Scalar(place(event), pointer, text, Scalar.Kind.TEXT);
    problems.add(Problem.wrong(found, expectation, null));
  }

  /** What no program can be given as an argument: NUL, and halves of a surrogate pair. */
  private static boolean unsayable(int codePoint) {
    return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean ends(Event event, Event.ID end) {
    return event.getEventId() == end;
  }

  private static Place place(Event event) {
    return event.getStartMark().map(Place::of).orElse(Place.START);
  }
}
