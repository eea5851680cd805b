package dev.muster.manifest.tree;

import org.jspecify.annotations.Nullable;

/**
 * Something in a manifest that cannot be taken.
 *
 * @param value what stands there, in short; null when nothing does
 * @param message what is wrong and what is expected
 * @param suggestion the nearest thing that would do; null without one
 */
public record Problem(
    Place place,
    Pointer pointer,
    ProblemKind kind,
    @Nullable String value,
    String message,
    @Nullable String suggestion) {

  /** A problem with the text itself rather than with one value. */
  public static Problem ofText(Place place, String message) {
    return new Problem(place, Pointer.ROOT, ProblemKind.MALFORMED, null, message, null);
  }

  /** The same problem elsewhere; unchanged for null. */
  Problem at(@Nullable Place elsewhere) {
    return elsewhere == null
        ? this
        : new Problem(elsewhere, pointer, kind, value, message, suggestion);
  }

  /** A value that is not what its field expects. */
  public static Problem wrong(Node node, String expectation, @Nullable String suggestion) {
    String value = node.shown();
    String message = "%s (expected: %s)".formatted(value, expectation);
    return malformed(node.place(), node.pointer(), value, message, suggestion);
  }

  /** A name that no field has, or that stands where it may not. */
  public static Problem name(Mapping in, Entry entry, String message, @Nullable String suggestion) {
    Pointer pointer = in.pointer().child(entry.name());
    return malformed(entry.place(), pointer, entry.value().shown(), message, suggestion);
  }

  /** A field that must be there and is not; the place is that of what lacks it. */
  public static Problem missing(Place place, Pointer pointer, String expectation) {
    return malformed(place, pointer, null, "missing (expected: %s)".formatted(expectation), null);
  }

  /** Something that is known and refused, with what to do instead. */
  public static Problem unsupported(Place place, Node node, String what, String instead) {
    String message =
        "`%s` is not supported by this version: %s".formatted(Shown.line(what), instead);
    return new Problem(place, node.pointer(), ProblemKind.UNSUPPORTED, node.shown(), message, null);
  }

  private static Problem malformed(
      Place place,
      Pointer pointer,
      @Nullable String value,
      String message,
      @Nullable String suggestion) {
    return new Problem(place, pointer, ProblemKind.MALFORMED, value, message, suggestion);
  }
}
