package dev.muster.agent.redact;

import dev.muster.agent.process.Sink;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values must not be seen. Every byte that is part of any of them is taken away, also where
 * two of them overlap.
 */
public final class Redaction {
  /** Lets everything pass. */
  public static final Redaction NONE = new Redaction(List.of());

  private static final byte MASK = '*';

  private final @Nullable Patterns patterns;

  private Redaction(List<byte[]> forms) {
    this.patterns = forms.isEmpty() ? null : new Patterns(forms);
  }

  /** Takes away the values of secrets. */
  public static Redaction of(Collection<String> values) {
    return values.isEmpty() ? NONE : new Redaction(Forms.of(values));
  }

  /** A sink that hands on everything, with {@code ***} in the place of values. */
  public Sink before(Sink sink) {
    return patterns == null ? sink : new RedactingSink(patterns, sink);
  }

  /** How much must be seen before and after a piece to know that it has no part of a value. */
  public int margin() {
    return patterns == null ? 0 : patterns.longest() - 1;
  }

  /** The same bytes, with stars for all bytes of values: nothing moves. */
  public byte[] masked(byte[] bytes) {
    if (patterns == null) {
      return bytes;
    }
    byte[] masked = bytes.clone();
    int state = Patterns.START;
    for (int i = 0; i < bytes.length; i++) {
      state = patterns.next(state, bytes[i]);
      Arrays.fill(masked, i + 1 - patterns.found(state), i + 1, MASK);
    }
    return masked;
  }

  @Override
  public String toString() {
    return "Redaction[%s]".formatted(patterns == null ? "nothing" : "secrets");
  }
}
