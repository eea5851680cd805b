package dev.muster.manifest.tree;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** From bytes or text to a tree. */
public final class TreeReader {
  /** Largest manifest, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1 << 20;

  /** What the parser says when a quote or a bracket is missing, lines later. */
  private static final Pattern OPEN =
      Pattern.compile("end of stream|stream end|document separator|expected ',' or '[]}]'");

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).build();

  private TreeReader() {}

  /** The text of a file, or null when a problem was reported. */
  public static @Nullable String decode(byte[] bytes, Problems problems) {
    if (bytes.length > MAX_BYTES) {
      problems.add(tooLarge(bytes.length));
      return null;
    }
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length);
    if (strictUtf8().decode(input, output, true).isError()) {
      Place place = Place.after(output.flip().toString());
      problems.add(Problem.ofText(place, notUtf8(bytes[input.position()])));
      return null;
    }
    return output.flip().toString();
  }

  /** The tree of a text with one document, or null when it could not be read to its end. */
  public static @Nullable Node read(String text, Problems problems) {
    return read(text, Pointer.ROOT, null, problems);
  }

  /**
   * The tree of a text that stands in another tree.
   *
   * @param argument where all of it stands; null when it is a text with lines of its own
   */
  public static @Nullable Node read(
      String text, Pointer pointer, @Nullable Place argument, Problems problems) {
    Problem tooLarge = tooLarge(text);
    if (tooLarge != null) {
      problems.add(tooLarge.at(argument));
      return null;
    }
    try {
      return only(text, pointer, argument, problems);
    } catch (Unreadable e) {
      problems.add(e.problem().at(argument));
    } catch (YamlEngineException e) {
      problems.add(problem(e, text).at(argument));
    }
    return null;
  }

  private static @Nullable Node only(
      String text, Pointer pointer, @Nullable Place argument, Problems problems) throws Unreadable {
    Iterator<Event> events = events(text);
    require(events, Event.ID.StreamStart);
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      return new Scalar(
          argument == null ? Place.START : argument, pointer, "", Scalar.Kind.NOTHING);
    }
    Node root = new Composer(events, problems, argument).tree(events.next(), pointer);
    require(events, Event.ID.DocumentEnd);
    Event after = events.next();
    if (after.getEventId() == Event.ID.DocumentStart) {
      problems.add(Problem.ofText(Composer.placeOf(after), "a second document").at(argument));
    }
    return root;
  }

  static Iterator<Event> events(String text) {
    return new Parse(SETTINGS).parseString(text).iterator();
  }

  static void require(Iterator<Event> events, Event.ID expected) {
    Event event = events.next();
    if (event.getEventId() != expected) {
      throw new IllegalStateException("event: %s (expected: %s)".formatted(event, expected));
    }
  }

  /** Why a text is not read at all; null when it is. */
  static @Nullable Problem tooLarge(String text) {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    return size > MAX_BYTES ? tooLarge(size) : null;
  }

  private static CharsetDecoder strictUtf8() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static Problem tooLarge(int size) {
    return Problem.ofText(
        Place.START, "%d bytes (expected: at most %d)".formatted(size, MAX_BYTES));
  }

  private static String notUtf8(byte value) {
    return "byte 0x%02x (expected: text in UTF-8)".formatted(value);
  }

  static Problem problem(YamlEngineException e, String text) {
    return switch (e) {
      case MarkedYamlEngineException marked -> Problem.ofText(place(marked), words(marked));
      case ReaderException reader -> unprintable(reader, text);
      default ->
          Problem.ofText(Place.START, "not YAML: " + Shown.line(String.valueOf(e.getMessage())));
    };
  }

  /** Where it goes wrong; of what nothing closes, where it was opened. */
  private static Place place(MarkedYamlEngineException e) {
    Optional<Mark> mark = isOpen(e) ? e.getContextMark() : e.getProblemMark();
    return mark.map(Place::of).orElse(Place.START);
  }

  private static boolean isOpen(MarkedYamlEngineException e) {
    int opened = e.getContextMark().map(Mark::getLine).orElse(Integer.MAX_VALUE);
    int noticed = e.getProblemMark().map(Mark::getLine).orElse(opened);
    return noticed > opened && OPEN.matcher(e.getProblem()).find();
  }

  private static String words(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : ", " + e.getContext();
    String hint =
        e.getProblem().contains("<block end>")
            ? " (expected: the indentation of the fields before it)"
            : "";
    String where =
        isOpen(e) ? e.getProblemMark().map(mark -> " at " + Place.of(mark)).orElse("") : "";
    return "not YAML%s: %s%s%s".formatted(context, e.getProblem(), where, hint);
  }

  private static Problem unprintable(ReaderException e, String text) {
    String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
    return Problem.ofText(
        Place.after(before),
        "character U+%04X (expected: printable text)".formatted(e.getCodePoint()));
  }
}
