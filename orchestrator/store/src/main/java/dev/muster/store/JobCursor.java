package dev.muster.store;

import dev.muster.engine.world.Job;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of jobs: the job after which a page begins. It stays valid when jobs come and
 * go.
 *
 * @param submittedAt in microseconds
 * @param id decides between jobs of one moment
 */
record JobCursor(long submittedAt, String id) {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})-([a-z0-9]{1,32})");

  /** Before the newest job. */
  static final JobCursor START = new JobCursor(Long.MAX_VALUE, "");

  static JobCursor after(Job job) {
    return new JobCursor(Micros.of(job.submission().at()), job.id().value());
  }

  static JobCursor parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "cursor: \"%s\" (expected: \"next\" of the page before)".formatted(text));
    }
    return new JobCursor(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  @Override
  public String toString() {
    return submittedAt + "-" + id;
  }
}
