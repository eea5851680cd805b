package dev.muster.server.jobs;

import dev.muster.api.AttemptView;
import dev.muster.api.FilesView;
import dev.muster.api.JobView;
import dev.muster.api.MeshView;
import dev.muster.api.ProgressView;
import dev.muster.api.ResumptionView;
import dev.muster.engine.world.Job;
import dev.muster.model.plan.Mesh;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Resumption;
import dev.muster.model.spec.Training;
import dev.muster.server.agents.Desk;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.home.JobFolder;
import dev.muster.server.live.Pace;
import dev.muster.server.live.Vitals;
import dev.muster.server.live.VitalsBoard;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A committed job, overlaid with what its agents told since. */
@Singleton
final class JobViews {
  private static final double NANOS_PER_SECOND = 1e9;

  private final DataDirectory home;
  private final VitalsBoard vitals;
  private final Desk desk;

  JobViews(DataDirectory home, VitalsBoard vitals, Desk desk) {
    this.home = home;
    this.vitals = vitals;
    this.desk = desk;
  }

  JobView view(Job job) {
    return new JobView(
        job.spec().project(),
        job.spec().name(),
        job.id().value(),
        job.state().word(),
        Explanations.reason(job),
        activity(job),
        job.attempts().stream().map(attempt -> view(job, attempt)).toList(),
        progress(job),
        job.submission().at(),
        startedAt(job),
        job.state() instanceof JobState.Finished finished ? finished.since() : null,
        Math.max(0, job.attempts().size() - 1),
        job.spec().resources().nodes(),
        job.spec().worldSize(),
        view(job.plan().mesh()),
        job.spec().labels(),
        job.spec().timing().priority(),
        job.spec().timing().needs(),
        SpecViews.view(job.spec().timing().deadlines()),
        job.spec().secrets().stream().map(SpecViews::view).toList(),
        files(job),
        job.revision());
  }

  static MeshView view(Mesh mesh) {
    return new MeshView(
        mesh.data(), mesh.fsdp(), mesh.tensor(), mesh.pipeline(), mesh.context(), mesh.expert());
  }

  private static AttemptView view(Job job, Attempt attempt) {
    Ending ending = attempt.ending();
    return new AttemptView(
        attempt.number(),
        attempt.epoch(),
        ending == null ? living(job, attempt) : ending.outcome().name().toLowerCase(Locale.ROOT),
        attempt.startedAt(),
        attempt.endedAt(),
        ending == null ? null : Explanations.view(ending.cause()),
        resumption(attempt.resumed()));
  }

  private static @Nullable ResumptionView resumption(@Nullable Resumption from) {
    return from == null ? null : new ResumptionView(from.step(), from.path());
  }

  private static String living(Job job, Attempt attempt) {
    if (job.state() instanceof JobState.Draining) {
      return "draining";
    }
    return attempt.runningAt() == null ? "starting" : "running";
  }

  private static @Nullable Instant startedAt(Job job) {
    return job.attempts().stream()
        .map(Attempt::runningAt)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private FilesView files(Job job) {
    JobFolder folder = home.job(job.id());
    return new FilesView(
        folder.logs().toString(),
        folder.checkpoints(job.spec().checkpoint().path()).toString(),
        folder.workdir().toString());
  }

  /** What the nodes say they do; several that say the same are named together. */
  private @Nullable String activity(Job job) {
    Attempt attempt = job.attempt();
    if (attempt == null || attempt.endedAt() != null) {
      return null;
    }
    String all =
        IntStream.range(0, job.spec().resources().nodes())
            .mapToObj(node -> desk.activity(attempt.claim(), node))
            .flatMap(Optional::stream)
            .distinct()
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? null : all;
  }

  private ProgressView progress(Job job) {
    Training training = job.spec().training();
    Long total = training == null ? null : training.steps();
    Attempt attempt = job.attempt();
    if (attempt == null) {
      return new ProgressView(null, total, null, null, null);
    }
    Vitals known = vitals.of(job.id(), attempt.number());
    Pace pace = known.pace();
    return new ProgressView(
        reached(job),
        total,
        finite(known.loss()),
        tokensPerSecond(training, pace),
        attempt.endedAt() == null ? eta(total, pace) : null);
  }

  /** The step that the newest attempt has come to; null before its first. */
  @Nullable Long step(Job job) {
    Attempt attempt = job.attempt();
    return attempt == null ? null : vitals.of(job.id(), attempt.number()).step();
  }

  /** The step of the newest attempt that has come to one, or has taken up from one. */
  private @Nullable Long reached(Job job) {
    for (Attempt attempt : job.attempts().reversed()) {
      Long step = vitals.of(job.id(), attempt.number()).step();
      Resumption from = attempt.resumed();
      if (step != null) {
        return step;
      }
      if (from != null) {
        return from.step();
      }
    }
    return null;
  }

  /** JSON has no word for a number that is none. */
  static @Nullable Double finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }

  /** As reported, else as the steps and the batch say. */
  private static @Nullable Double tokensPerSecond(
      @Nullable Training training, @Nullable Pace pace) {
    if (pace == null || pace.tokensPerSecond() != null) {
      return pace == null ? null : finite(pace.tokensPerSecond());
    }
    Double steps = pace.stepsPerSecond();
    return steps == null || training == null
        ? null
        : steps * training.globalBatch() * training.sequenceLength();
  }

  private static @Nullable Instant eta(@Nullable Long total, @Nullable Pace pace) {
    if (total == null || pace == null) {
      return null;
    }
    Double steps = pace.stepsPerSecond();
    if (steps == null || steps <= 0 || pace.step() > total) {
      return null;
    }
    double seconds = (total - pace.step()) / steps;
    return pace.at().plus(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND)));
  }

  List<JobView> views(List<Job> jobs) {
    return jobs.stream().map(this::view).toList();
  }
}
