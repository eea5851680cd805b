package dev.muster.manifest.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * From the parser's events to one tree, which may be a document or a part of one. Depth and number
 * of its nodes are bounded. What is refused but understood (aliases, anchors, tags, names written
 * twice) is reported and the reading goes on.
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
  private final @Nullable Place argument;
  private int nodes;

  /**
   * For one tree.
   *
   * @param events from the first one of the tree, or behind it
   * @param argument where all of the tree stands; null when the events know
   */
  Composer(Iterator<Event> events, Problems problems, @Nullable Place argument) {
    this.events = events;
    this.problems = problems;
    this.argument = argument;
  }

  /** For a tree whose events know where they stand. */
  Composer(Iterator<Event> events, Problems problems) {
    this(events, problems, null);
  }

  /** The tree that begins with an event. */
  Node tree(Event first, Pointer pointer) throws Unreadable {
    return node(first, pointer, 0);
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

  private Unreadable beyond(Event event, String message, int bound) {
    return new Unreadable(Problem.ofText(place(event), message.formatted(bound)));
  }

  private Scalar scalar(ScalarEvent event, Pointer pointer) {
    refuseProperties(event, event.getAnchor(), event.getTag(), pointer);
    String text = event.getValue();
    Scalar scalar = new Scalar(place(event), pointer, text, Scalar.Kind.of(text, event.isPlain()));
    if (isUnsayable(text)) {
      problems.add(
          Problem.wrong(scalar, "text without the characters U+0000 and U+D800 to U+DFFF", null));
    }
    return scalar;
  }

  private Sequence sequence(CollectionStartEvent start, Pointer pointer, int depth)
      throws Unreadable {
    refuseProperties(start, pointer);
    List<Node> items = new ArrayList<>();
    for (Event event = events.next(); !ends(event, Event.ID.SequenceEnd); event = events.next()) {
      items.add(node(event, pointer.child(items.size()), depth + 1));
    }
    return new Sequence(place(start), pointer, items);
  }

  private Mapping mapping(MappingStartEvent start, Pointer pointer, int depth) throws Unreadable {
    refuseProperties(start, pointer);
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

  /** Anchor and tag of a list that is none of the trees. */
  void refuseProperties(CollectionStartEvent start, Pointer pointer) {
    refuseProperties(start, start.getAnchor(), start.getTag(), pointer);
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
  private static boolean isUnsayable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0 || (Character.isSurrogate(each) && isHalf(text, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHalf(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static boolean ends(Event event, Event.ID end) {
    return event.getEventId() == end;
  }

  private Place place(Event event) {
    return argument == null ? placeOf(event) : argument;
  }

  /** Where an event's text begins. */
  static Place placeOf(Event event) {
    return event.getStartMark().map(Place::of).orElse(Place.START);
  }
}
