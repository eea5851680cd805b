package dev.muster.cli.text;

import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Jobs, one line each. */
public final class JobTable {
  private JobTable() {}

  /** A job outside the default project is shown with it. */
  public static List<String> lines(List<JobView> jobs, Instant now, Style style) {
    Table table = new Table("NAME", "STATE", "STEP", "LOSS", "RESTARTS", "AGE", "REASON");
    for (JobView job : jobs) {
      table.row(
          JobText.name(job),
          style.state(job.state()),
          JobText.steps(job.progress()),
          Figures.loss(job.progress().loss()),
          "" + job.restarts(),
          Figures.age(Duration.between(job.submittedAt(), now)),
          reason(job));
    }
    return table.lines();
  }

  private static String reason(JobView job) {
    ExplanationView reason = job.reason();
    if (reason == null) {
      return job.activity() == null ? "" : Clip.visible(job.activity());
    }
    return reason.fault() == null ? Clip.visible(reason.summary()) : CauseText.line(reason.fault());
  }
}
