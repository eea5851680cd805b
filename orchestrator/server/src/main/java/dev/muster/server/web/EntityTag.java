package dev.muster.server.web;

import dev.muster.api.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags of answers. A job's begins with its revision: what is read changes with every
 * step of the training, but an order depends on the state alone, so orders look at that part only.
 */
public final class EntityTag {
  private static final String ANY = "*";
  private static final Pattern OF_JOB = Pattern.compile("\"(\\d{1,18})(-[A-Za-z0-9_-]*)?\"");

  private EntityTag() {}

  static String of(String content) {
    return '"' + content + '"';
  }

  static String of(long revision, String content) {
    return "\"%d-%s\"".formatted(revision, content);
  }

  /** Whether a tag is one of those in a header. */
  static boolean isAmong(String tag, String header) {
    return Stream.of(header.split(",", -1))
        .map(String::strip)
        .anyMatch(known -> known.equals(ANY) || known.equals(tag) || known.equals("W/" + tag));
  }

  /**
   * Lets an order pass if the job still has the revision of one of the tags.
   *
   * @param header the header {@code If-Match}; null lets every order pass
   * @throws RefusedException if the job has changed
   */
  public static void require(@Nullable String header, long revision) {
    if (header == null) {
      return;
    }
    boolean same = Stream.of(header.split(",", -1)).anyMatch(tag -> names(tag.strip(), revision));
    if (!same) {
      throw new RefusedException(
          Problem.of(
              "request.precondition",
              "It has changed",
              412,
              "If-Match: %s (the job's revision is %d; read it again, then decide)"
                  .formatted(Shown.text(header), revision)));
    }
  }

  private static boolean names(String tag, long revision) {
    Matcher matcher = OF_JOB.matcher(tag);
    return tag.equals(ANY) || (matcher.matches() && Long.parseLong(matcher.group(1)) == revision);
  }
}
