package dev.muster.manifest;

import dev.muster.manifest.tree.Documents;
import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Breaks a good manifest in one place, and knows which. */
final class Mutations {
  /** The ways to break one. */
  enum Change {
    MISSPELT_KEY,
    UNKNOWN_KEY,
    DUPLICATED_KEY,
    REMOVED_KEY,
    LIST_FOR_VALUE,
    MAPPING_FOR_VALUE,
    NOTHING_FOR_VALUE,
    WORD_FOR_NUMBER,
    NEGATIVE_NUMBER,
    HUGE_NUMBER,
    NOT_A_NUMBER,
    WRONG_WORD,
    INDENTED_TOO_FAR,
    INDENTED_WITH_TAB,
    UNCLOSED_QUOTE,
    UNCLOSED_LIST,
    ALIAS,
    ANCHOR,
    TAG,
    BROKEN_UTF8,
    CONTROL_CHARACTER,
    DEEP_NESTING,
    HUGE_TEXT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A broken manifest.
   *
   * @param text each of its bytes as one character
   * @param line where it was broken
   */
  record Mutant(String text, int line) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Names that people choose, and texts in which anything may stand. */
  private static final List<String> FREE =
      List.of("/metadata/labels", "/spec/env", "/spec/command", "/spec/setup");

  private static final Set<String> REQUIRED =
      Set.of("kind", "metadata", "spec", "name", "command", "globalBatch", "layers", "action");

  private final List<String> lines;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Scalar> scalars = new ArrayList<>();
  private final List<Mapping> parents = new ArrayList<>();

  Mutations(String text) {
    lines = text.lines().toList();
    collect(Objects.requireNonNull(Documents.of(text).getFirst().root()));
  }

  @Nullable Mutant apply(Change change, SplittableRandom random) {
    return switch (change) {
      case MISSPELT_KEY -> name(random, name -> name.charAt(0) + "q" + name.substring(1));
      case UNKNOWN_KEY -> before(random, "colour: red");
      case DUPLICATED_KEY -> duplicated(random);
      case REMOVED_KEY -> removed(random);
      case LIST_FOR_VALUE -> value(random, Mutations::isAny, "[[1, 2]]");
      case MAPPING_FOR_VALUE -> value(random, Mutations::isAny, "{a: [1]}");
      case NOTHING_FOR_VALUE -> value(random, Mutations::isAny, "~");
      case WORD_FOR_NUMBER -> value(random, Mutations::isWhole, "many");
      case NEGATIVE_NUMBER -> value(random, Mutations::isWhole, "-1");
      case HUGE_NUMBER -> value(random, Mutations::isWhole, "9".repeat(400));
      case NOT_A_NUMBER -> value(random, Mutations::isWhole, ".nan");
      case WRONG_WORD -> value(random, Mutations::isWord, "\"\"");
      case INDENTED_TOO_FAR -> indented(random, " ");
      case INDENTED_WITH_TAB -> indented(random, "\t");
      case UNCLOSED_QUOTE -> opened(random, "'");
      case UNCLOSED_LIST -> value(random, Mutations::isAny, "[a");
      case ALIAS -> value(random, Mutations::isAny, "*a");
      case ANCHOR -> value(random, Mutations::isAny, "&a x");
      case TAG -> value(random, Mutations::isAny, "!!str x");
      case BROKEN_UTF8 -> utf8(random);
      case CONTROL_CHARACTER -> value(random, Mutations::isAny, "a\u0001b");
      case DEEP_NESTING -> value(random, Mutations::isAny, "[".repeat(100));
      case HUGE_TEXT -> value(random, Mutations::isAny, "x".repeat(40_000));
    };
  }

  private static boolean isAny(Scalar scalar) {
    return true;
  }

  private static boolean isWhole(Scalar scalar) {
    return scalar.kind() == Scalar.Kind.WHOLE && !isFree(scalar);
  }

  private static boolean isWord(Scalar scalar) {
    return scalar.kind() == Scalar.Kind.TEXT && !isFree(scalar);
  }

  private static boolean isFree(Node node) {
    return FREE.stream().anyMatch(node.pointer().text()::startsWith);
  }

  private void collect(Node node) {
    switch (node) {
      case Scalar scalar -> scalars.add(scalar);
      case Sequence sequence -> sequence.items().forEach(this::collect);
      case Mapping mapping -> {
        for (Entry entry : mapping.entries().values()) {
          entries.add(entry);
          parents.add(mapping);
          collect(entry.value());
        }
      }
    }
  }

  /** Another name for a field. */
  private @Nullable Mutant name(SplittableRandom random, UnaryOperator<String> other) {
    Entry entry =
        pick(entries.stream().filter(it -> !isFree(it.value()) || isRoot(it)).toList(), random);
    return entry == null ? null : replaced(entry.place(), entry.name(), other.apply(entry.name()));
  }

  private static boolean isRoot(Entry entry) {
    return FREE.contains(entry.value().pointer().text());
  }

  /** A field more, on a line of its own. */
  private @Nullable Mutant before(SplittableRandom random, String field) {
    Entry entry = pick(ownLines(), random);
    if (entry == null || (isFree(entry.value()) && !isRoot(entry))) {
      return null;
    }
    return inserted(entry.place().line(), indentation(entry) + field);
  }

  private @Nullable Mutant duplicated(SplittableRandom random) {
    Entry entry = pick(ownLines().stream().filter(it -> isOneLine(it.value())).toList(), random);
    if (entry == null) {
      return null;
    }
    Mutant mutant = inserted(entry.place().line(), lines.get(entry.place().line() - 1));
    return new Mutant(mutant.text(), mutant.line() + 1);
  }

  /** Without a field that must be there: what lacks it is named. */
  private @Nullable Mutant removed(SplittableRandom random) {
    Entry entry =
        pick(
            ownLines().stream()
                .filter(it -> REQUIRED.contains(it.name()) && isOneLine(it.value()))
                .filter(it -> it.value().pointer().parent().text().split("/", -1).length < 4)
                .toList(),
            random);
    if (entry == null) {
      return null;
    }
    Mapping parent = parents.get(entries.indexOf(entry));
    if (parent.entries().firstEntry().getValue().equals(entry)) {
      return null;
    }
    int section =
        entries.stream()
            .filter(it -> it.value().equals(parent))
            .mapToInt(it -> it.place().line())
            .findFirst()
            .orElse(parent.place().line());
    List<String> changed = new ArrayList<>(lines);
    changed.remove(entry.place().line() - 1);
    return mutant(changed, section);
  }

  private @Nullable Mutant value(SplittableRandom random, Predicate<Scalar> wanted, String other) {
    Scalar scalar = pick(plain().stream().filter(wanted).toList(), random);
    return scalar == null ? null : replaced(scalar.place(), scalar.text(), other);
  }

  /** A quote that nothing closes: none may follow it. */
  private @Nullable Mutant opened(SplittableRandom random, String quote) {
    List<Scalar> last =
        plain().stream()
            .filter(scalar ->
                lines.subList(scalar.place().line() - 1, lines.size()).stream()
                    .noneMatch(line -> line.contains(quote)))
            .toList();
    Scalar scalar = pick(last, random);
    return scalar == null ? null : replaced(scalar.place(), scalar.text(), quote + scalar.text());
  }

  private @Nullable Mutant indented(SplittableRandom random, String more) {
    Entry entry =
        pick(
            ownLines().stream()
                .filter(it ->
                    !it.equals(parents.get(entries.indexOf(it)).entries().firstEntry().getValue()))
                .toList(),
            random);
    if (entry == null) {
      return null;
    }
    int line = entry.place().line();
    List<String> changed = new ArrayList<>(lines);
    changed.set(line - 1, more + lines.get(line - 1));
    return mutant(changed, line);
  }

  private @Nullable Mutant utf8(SplittableRandom random) {
    Mutant mutant = value(random, Mutations::isAny, "@@@@");
    if (mutant == null) {
      return null;
    }
    return new Mutant(mutant.text().replace("@@@@", "\u00e2("), mutant.line());
  }

  /** Scalars that stand in the text as they are, without quotes, on one line. */
  private List<Scalar> plain() {
    return scalars.stream()
        .filter(scalar -> !scalar.text().isEmpty() && stands(scalar.place(), scalar.text()))
        .toList();
  }

  private boolean stands(Place place, String text) {
    return lines.get(place.line() - 1).startsWith(text, place.column() - 1);
  }

  /** Entries that nothing but blanks stands before. */
  private List<Entry> ownLines() {
    return entries.stream()
        .filter(entry ->
            lines.get(entry.place().line() - 1).substring(0, entry.place().column() - 1).isBlank())
        .toList();
  }

  private boolean isOneLine(Node value) {
    return value instanceof Scalar scalar && stands(scalar.place(), scalar.text());
  }

  private static String indentation(Entry entry) {
    return " ".repeat(entry.place().column() - 1);
  }

  private Mutant replaced(Place place, String old, String other) {
    List<String> changed = new ArrayList<>(lines);
    String line = lines.get(place.line() - 1);
    int from = place.column() - 1;
    changed.set(
        place.line() - 1, line.substring(0, from) + other + line.substring(from + old.length()));
    return mutant(changed, place.line());
  }

  private Mutant inserted(int line, String text) {
    List<String> changed = new ArrayList<>(lines);
    changed.add(line - 1, text);
    return mutant(changed, line);
  }

  private static Mutant mutant(List<String> lines, int line) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return new Mutant(new String(bytes, StandardCharsets.ISO_8859_1), line);
  }

  private static <T> @Nullable T pick(List<T> all, SplittableRandom random) {
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }
}
