package dev.muster.server.jobs;

import dev.muster.engine.world.Job;
import dev.muster.model.run.Attempt;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.home.JobFolder;
import dev.muster.server.live.Attendance;
import dev.muster.server.live.Bell;
import dev.muster.server.live.LogFollower;
import dev.muster.server.web.Followers;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What ranks and preparations wrote: bytes from an offset on, and more as it comes. */
@Controller("/api/v1/jobs/{project}/{name}/logs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogResource {
  private static final String UTF_8_TEXT = "text/plain;charset=utf-8";

  /** Tells where in the log the bytes of an answer begin. */
  private static final String OFFSET = "Muster-Log-Offset";

  private final JobFinder finder;
  private final DataDirectory home;
  private final Bell bell;
  private final Attendance attendance;
  private final Followers followers;

  LogResource(
      JobFinder finder, DataDirectory home, Bell bell, Attendance attendance, Followers followers) {
    this.finder = finder;
    this.home = home;
    this.bell = bell;
    this.attendance = attendance;
    this.followers = followers;
  }

  /**
   * The log of a rank (0 unless told otherwise), or of a node's preparation: from a byte on, or its
   * last bytes. Ranks behind one process have one log.
   */
  @Get
  @Produces(MediaType.TEXT_PLAIN)
  HttpResponse<InputStream> logs(
      String project,
      String name,
      @QueryValue @Nullable Integer rank,
      @QueryValue @Nullable Integer node,
      @QueryValue @Nullable Integer attempt,
      @QueryValue(defaultValue = "0") long since,
      @QueryValue @Nullable Long tail,
      @QueryValue(defaultValue = "false") boolean follow) {
    Job job = finder.named(project, name);
    require("attempt", attempt, 1, Math.max(1, job.attempts().size()));
    require("rank", rank, 0, job.spec().worldSize() - 1);
    require("node", node, 0, job.spec().resources().nodes() - 1);
    requireOffset("since", since);
    requireOffset("tail", tail == null ? 0 : tail);
    followers.requireRoom();
    long start = tail == null ? since : lastBytes(file(job, rank, node, attempt), tail);
    InputStream bytes =
        new LogFollower(
            bell,
            attendance,
            () -> file(finder.current(job.id()), rank, node, attempt),
            start,
            () -> follow && mayGrow(finder.current(job.id()), attempt));
    return HttpResponse.<InputStream>ok(bytes)
        .contentType(UTF_8_TEXT)
        .header(OFFSET, Long.toString(start));
  }

  private static long lastBytes(Optional<Path> log, long tail) {
    long size = log.map(Path::toFile).map(File::length).orElse(0L);
    return Math.max(0, size - tail);
  }

  private Optional<Path> file(
      Job job, @Nullable Integer rank, @Nullable Integer node, @Nullable Integer asked) {
    JobFolder folder = home.job(job.id());
    return attempt(job, asked)
        .map(Attempt::number)
        .map(number ->
            node == null
                ? folder.log(number, rank == null ? 0 : job.spec().processOf(rank))
                : folder.preparationLog(number, node));
  }

  /** A log grows until its attempt has ended; a job without an attempt may get one. */
  private static boolean mayGrow(Job job, @Nullable Integer asked) {
    return !job.finished()
        && attempt(job, asked).map(attempt -> attempt.endedAt() == null).orElse(true);
  }

  private static Optional<Attempt> attempt(Job job, @Nullable Integer asked) {
    return asked == null
        ? Optional.ofNullable(job.attempt())
        : job.attempts().stream().filter(attempt -> attempt.number() == asked).findFirst();
  }

  private static void requireOffset(String name, long bytes) {
    if (bytes < 0) {
      throw RefusedException.badRequest("%s: %d (expected: >= 0)".formatted(name, bytes));
    }
  }

  private static void require(String name, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw RefusedException.notFound(
          "%s: %d (expected: %d to %d)".formatted(name, value, least, most));
    }
  }
}
