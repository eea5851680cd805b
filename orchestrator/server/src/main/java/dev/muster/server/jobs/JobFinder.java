package dev.muster.server.jobs;

import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.server.heart.Heart;
import dev.muster.server.web.RefusedException;
import dev.muster.server.web.Shown;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the job that a path means. */
@Singleton
final class JobFinder {
  private final Heart heart;

  JobFinder(Heart heart) {
    this.heart = heart;
  }

  /**
   * The unfinished job of this name, else the newest; by its id an older one, whose name has been
   * given again.
   *
   * @throws RefusedException if there never was one
   */
  Job named(String project, String name) {
    JobName wanted = new JobName(project, name);
    return heart
        .store()
        .history()
        .job(wanted)
        .or(() -> identified(wanted))
        .orElseThrow(() ->
            RefusedException.notFound(
                "job %s is not known here".formatted(Shown.text(wanted.toString()))));
  }

  /** Whether a path means this job, by its name or by its id. */
  static boolean isMeant(Job job, JobName wanted) {
    return job.name().equals(wanted)
        || (job.name().project().equals(wanted.project())
            && job.id().value().equals(wanted.name()));
  }

  private Optional<Job> identified(JobName wanted) {
    if (!JobId.isWellFormed(wanted.name())) {
      return Optional.empty();
    }
    return heart
        .store()
        .history()
        .job(new JobId(wanted.name()))
        .filter(job -> isMeant(job, wanted));
  }

  /** A job that exists, as it stands now. */
  Job current(JobId id) {
    return heart
        .census()
        .unfinished(id)
        .or(() -> heart.store().history().job(id))
        .orElseThrow(() -> RefusedException.notFound("job %s is gone".formatted(id)));
  }
}
