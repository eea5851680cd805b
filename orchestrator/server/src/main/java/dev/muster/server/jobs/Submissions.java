package dev.muster.server.jobs;

import dev.muster.api.Difference;
import dev.muster.api.ExplanationView;
import dev.muster.api.Problem;
import dev.muster.api.TrialView;
import dev.muster.engine.input.Input;
import dev.muster.engine.port.Rows;
import dev.muster.engine.step.Moment;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Rejection;
import dev.muster.engine.step.Step;
import dev.muster.engine.step.Transitions;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Submission;
import dev.muster.engine.world.World;
import dev.muster.manifest.Canonical;
import dev.muster.model.JobId;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Verdict;
import dev.muster.server.heart.Heart;
import dev.muster.server.web.Orders;
import dev.muster.server.web.RefusedException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes manifests: accepted once, refused for a reason, or recognised as one that is here. */
@Singleton
final class Submissions {
  /** How long to wait at start-up until providers have said what they can give. */
  private static final Duration FIRST_LOOK_MAX = Duration.ofSeconds(10);

  /**
   * What a submission led to.
   *
   * @param job the job
   * @param created whether this submission made it, now or when it was first tried
   */
  record Accepted(Job job, boolean created) {}

  private final Heart heart;
  private final Orders orders;
  private final Workdirs workdirs;
  private final JobFinder finder;
  private final Ids ids;
  private final InstantSource clock;

  Submissions(
      Heart heart,
      Orders orders,
      Workdirs workdirs,
      JobFinder finder,
      Ids ids,
      InstantSource clock) {
    this.heart = heart;
    this.orders = orders;
    this.workdirs = workdirs;
    this.finder = finder;
    this.ids = ids;
    this.clock = clock;
  }

  /** Submits for good. */
  Accepted submit(byte[] bytes, Envelope envelope) throws InterruptedException {
    Manifest manifest = Manifest.read(bytes);
    ResumePoint.require(manifest);
    Submission submission =
        submission(manifest, envelope, workdirs.settle(manifest, envelope.workdir()));
    Optional<Job> repeated = repeated(submission);
    if (repeated.isPresent()) {
      return new Accepted(repeated.get(), true);
    }
    heart.awaitFirstLook(FIRST_LOOK_MAX);
    JobId id = ids.next();
    Step step = orders.give(submit(id, manifest, submission));
    return switch (step) {
      case Step.Moved moved -> new Accepted(finder.current(id), true);
      case Step.Ignored ignored -> existing(ignored, submission);
      case Step.Rejected rejected -> throw refused(rejected.rejection(), manifest);
    };
  }

  /** What submitting would lead to: the same step, on a world of its own. */
  TrialView tryOut(byte[] bytes, Envelope envelope) throws InterruptedException {
    Manifest manifest = Manifest.read(bytes);
    ResumePoint.require(manifest);
    Submission submission = submission(manifest, envelope, envelope.workdir());
    heart.awaitFirstLook(FIRST_LOOK_MAX);
    Input.Submit submit = submit(ids.next(), manifest, submission);
    Instant now = clock.instant();
    Outcome outcome = Transitions.step(world(), submit, new Moment(now, now));
    return new TrialView(
        manifest.spec().project(),
        manifest.spec().name(),
        PlanViews.view(manifest.plan()),
        explanation(outcome, submit, manifest));
  }

  private Input.Submit submit(JobId id, Manifest manifest, Submission submission) {
    return new Input.Submit(
        id,
        manifest.spec(),
        manifest.plan(),
        submission,
        ResumePoint.inherited(manifest, id, heart.store().history()));
  }

  private Submission submission(
      Manifest manifest, Envelope envelope, @Nullable String workdirDigest) {
    return new Submission(
        clock.instant(),
        manifest.text(),
        digest(manifest, workdirDigest),
        workdirDigest,
        envelope.python(),
        envelope.idempotencyKey());
  }

  private static String digest(Manifest manifest, @Nullable String workdirDigest) {
    String whole = Canonical.text(manifest.spec()) + "workdir " + workdirDigest + "\n";
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(whole.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  /** The job that an earlier try under the same key made. */
  private Optional<Job> repeated(Submission submission) {
    String key = submission.idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    Optional<Job> known = heart.store().history().jobOfKey(key);
    known.ifPresent(job -> requireSame(job, submission));
    return known;
  }

  private static void requireSame(Job job, Submission submission) {
    if (!job.submission().digest().equals(submission.digest())) {
      throw RefusedException.reusedKey(
          "Idempotency-Key: it was used for job %s with another manifest (expected: a new key for"
                  .formatted(job.name())
              + " every submission)");
    }
  }

  private Accepted existing(Step.Ignored ignored, Submission submission) {
    JobId id = ignored.existing();
    if (id == null) {
      throw new IllegalStateException("submission ignored: " + ignored.reason());
    }
    Job job = finder.current(id);
    String key = submission.idempotencyKey();
    boolean sameKey = key != null && key.equals(job.submission().idempotencyKey());
    if (sameKey) {
      requireSame(job, submission);
    }
    return new Accepted(job, sameKey);
  }

  private RefusedException refused(Rejection rejection, Manifest manifest) {
    JobId existing = rejection.existing();
    if (existing != null) {
      return conflict(rejection, manifest, finder.current(existing));
    }
    Explanation explanation = rejection.explanation();
    return new RefusedException(
        new Problem(
            rejection.code(),
            "The job can never run here",
            422,
            rejection.detail(),
            null,
            List.of(),
            explanation == null ? null : Explanations.view(explanation),
            null,
            List.of()));
  }

  private static RefusedException conflict(Rejection rejection, Manifest manifest, Job live) {
    List<Difference> differences =
        Canonical.difference(live.spec(), manifest.spec()).stream()
            .map(d -> new Difference(d.pointer(), d.first(), d.second()))
            .toList();
    String detail =
        differences.isEmpty()
            ? rejection.detail() + "; the manifests are equal, the working directories are not"
            : rejection.detail();
    return new RefusedException(
        new Problem(
            rejection.code(),
            "The name is taken",
            409,
            detail,
            null,
            List.of(),
            null,
            live.id().value(),
            differences));
  }

  private World world() {
    Rows rows = heart.store().load();
    World world = World.of(rows.jobs(), rows.claims(), rows.workers(), rows.checkpoints());
    heart.providers().catalogs().forEach(world::apply);
    return world;
  }

  private ExplanationView explanation(Outcome outcome, Input.Submit submit, Manifest manifest) {
    return switch (outcome.step()) {
      case Step.Rejected rejected -> throw refused(rejected.rejection(), manifest);
      case Step.Ignored ignored -> Explanations.plain(Verdict.RUNNABLE_NOW, ignored.reason());
      case Step.Moved moved -> placed(outcome, submit);
    };
  }

  private static ExplanationView placed(Outcome outcome, Input.Submit submit) {
    if (outcome.commit() != null) {
      for (Job job : outcome.commit().jobs()) {
        if (job.id().equals(submit.id()) && job.state() instanceof JobState.Queued queued) {
          return Explanations.view(queued.reason());
        }
      }
    }
    return Explanations.plain(Verdict.RUNNABLE_NOW, "it would start now");
  }
}
