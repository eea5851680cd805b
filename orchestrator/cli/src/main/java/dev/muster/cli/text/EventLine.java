package dev.muster.cli.text;

import dev.muster.api.EventView;
import dev.muster.api.JobView;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One recorded change in one line. */
public final class EventLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private EventLine() {}

  /** With the time of the day and the type. */
  public static String text(EventView event, ZoneId zone) {
    return "%s  %-20s  %s"
        .formatted(
            TIME.format(event.at().atZone(zone)), event.type(), Clip.visible(event.summary()));
  }

  /** With the time since the job was submitted. */
  static String sinceSubmission(EventView event, JobView job) {
    String when = Figures.clock(Duration.between(job.submittedAt(), event.at()));
    return "%6s  %s".formatted(when, Clip.visible(event.summary()));
  }
}
