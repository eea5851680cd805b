package dev.muster.manifest.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Takes the documents of a text apart: those between {@code ---}, and the items where a document is
 * a list. Empty ones count for nothing. What cannot be read ends the reading.
 */
public final class Documents {
  /** How many documents a text may have. */
  public static final int MAX_DOCUMENTS = 1000;

  private static final Problem EMPTY =
      Problem.ofText(Place.START, "an empty file (expected: a manifest of kind TrainingJob)");

  private final String text;
  private final Iterator<Event> events;
  private final Lines lines;
  private final List<Document> documents = new ArrayList<>();
  private Problems problems = new Problems();

  private Documents(String text) {
    this.text = text;
    this.events = TreeReader.events(text);
    this.lines = new Lines(text);
  }

  /** All of them, at least one; the last one may be broken. */
  public static List<Document> of(String text) {
    Problem tooLarge = TreeReader.tooLarge(text);
    if (tooLarge != null) {
      return List.of(Document.broken(tooLarge));
    }
    Documents documents = new Documents(text);
    documents.readAll();
    return List.copyOf(documents.documents);
  }

  private void readAll() {
    try {
      read();
    } catch (Unreadable e) {
      end(e.problem());
    } catch (YamlEngineException e) {
      end(TreeReader.problem(e, text));
    }
    if (documents.isEmpty()) {
      end(EMPTY);
    }
  }

  /** What was found before in the same document stays. */
  private void end(Problem problem) {
    problems.add(problem);
    documents.add(new Document(null, problems, null));
  }

  private void read() throws Unreadable {
    TreeReader.require(events, Event.ID.StreamStart);
    Event start = events.next();
    int line = 1;
    while (start.getEventId() == Event.ID.DocumentStart) {
      int before = documents.size();
      @Nullable Node root = document();
      TreeReader.require(events, Event.ID.DocumentEnd);
      start = events.next();
      int end = start.getEventId() == Event.ID.DocumentStart ? lineOf(start) : Integer.MAX_VALUE;
      if (root != null) {
        add(root, lines.between(line, end));
      }
      line = documents.size() == before ? line : end;
    }
  }

  /** The tree of a document; null when it was empty or a list. */
  private @Nullable Node document() throws Unreadable {
    Event first = events.next();
    if (first instanceof SequenceStartEvent list) {
      items(list);
      return null;
    }
    Node root = new Composer(events, problems).tree(first, Pointer.ROOT);
    return root instanceof Scalar scalar && scalar.text().isEmpty() ? null : root;
  }

  private void items(CollectionStartEvent list) throws Unreadable {
    new Composer(events, problems).refuseProperties(list, Pointer.ROOT);
    int before = documents.size();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      add(new Composer(events, problems).tree(event, Pointer.ROOT), null);
    }
    if (documents.size() == before) {
      Place place = Composer.placeOf(list);
      throw new Unreadable(Problem.ofText(place, "an empty list (expected: a manifest or more)"));
    }
  }

  private void add(Node root, @Nullable String source) throws Unreadable {
    if (documents.size() == MAX_DOCUMENTS) {
      String message = "one document more than a text may have (expected: at most %d)";
      problems = new Problems();
      throw new Unreadable(Problem.ofText(root.place(), message.formatted(MAX_DOCUMENTS)));
    }
    documents.add(new Document(root, problems, source));
    problems = new Problems();
  }

  private static int lineOf(Event event) {
    return Composer.placeOf(event).line();
  }
}
