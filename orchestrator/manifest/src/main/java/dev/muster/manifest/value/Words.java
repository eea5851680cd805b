package dev.muster.manifest.value;

import dev.muster.manifest.tree.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a few words.
 *
 * @param known the words that are obeyed
 * @param refused the words that are known and refused
 */
public record Words<T>(List<Word<T>> known, List<String> refused) implements ScalarType<T> {
  /** A word and what it means. */
  public record Word<T>(String text, T meaning) {}

  public Words {
    known = List.copyOf(known);
    refused = List.copyOf(refused);
  }

  /** Words that mean themselves. */
  public static Words<String> of(String... known) {
    return new Words<>(
        List.of(known).stream().map(text -> new Word<>(text, text)).toList(), List.of());
  }

  /** The same words, and others that are refused by name. */
  public Words<T> refusing(String... others) {
    return new Words<>(known, List.of(others));
  }

  @Override
  public String expectation() {
    return Wording.or(texts());
  }

  @Override
  public Parsed<T> parse(Scalar scalar) {
    for (Word<T> word : known) {
      if (scalar.text().equals(word.text())) {
        return new Parsed.Good<>(word.meaning());
      }
    }
    if (refused.contains(scalar.text())) {
      String what = "%s: %s".formatted(scalar.pointer().name(), scalar.text());
      return new Parsed.Unsupported<>(what, "write " + expectation());
    }
    return new Parsed.Wrong<>(nearest(scalar));
  }

  private @Nullable String nearest(Scalar scalar) {
    return Nearest.of(scalar.text(), texts()).orElse(null);
  }

  private List<String> texts() {
    return known.stream().map(Word::text).toList();
  }

  @Override
  public Schema schema() {
    Schema words = Schema.oneOf(texts());
    return refused.isEmpty() ? words : Schema.any(words, Schema.oneOf(refused).unsupported());
  }
}
