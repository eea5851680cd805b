package dev.muster.server.jobs;

import dev.muster.api.ExplanationView;
import dev.muster.api.TrialView;
import dev.muster.engine.input.Input;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Submission;
import dev.muster.model.JobId;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Verdict;
import dev.muster.server.heart.Heart;
import dev.muster.server.web.Orders;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes manifests: accepted once, refused for a reason, or recognised as ones that are here. Those
 * of one request are taken together, or none of them.
 */
@Singleton
final class Submissions {
  /** How long to wait at start-up until providers have said what they can give. */
  private static final Duration FIRST_LOOK_MAX = Duration.ofSeconds(10);

  /** How often names are looked up again because a job that they meant has ended meanwhile. */
  private static final int LOOKS_MAX = 5;

  /**
   * What a manifest led to.
   *
   * @param job the job
   * @param created whether this request made it, now or when it was first tried
   */
  record Accepted(Job job, boolean created) {}

  private final Heart heart;
  private final Orders orders;
  private final Workdirs workdirs;
  private final Repeats repeats;
  private final JobFinder finder;
  private final Secrets secrets;
  private final Ids ids;
  private final InstantSource clock;

  Submissions(
      Heart heart,
      Orders orders,
      Workdirs workdirs,
      Repeats repeats,
      JobFinder finder,
      Secrets secrets,
      Ids ids,
      InstantSource clock) {
    this.heart = heart;
    this.orders = orders;
    this.workdirs = workdirs;
    this.repeats = repeats;
    this.finder = finder;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
  }

  /** Submits for good; answers one job for each manifest. */
  List<Accepted> submit(Request request, Envelope envelope)
      throws InterruptedException, IOException {
    List<Submission> submissions = settled(request, envelope);
    String digest = Repeats.digest(submissions);
    Optional<List<Job>> repeated =
        repeats.of(request, envelope.idempotencyKey(), submissions, digest);
    if (repeated.isPresent()) {
      return repeated.get().stream().map(job -> new Accepted(job, true)).toList();
    }
    heart.awaitFirstLook(FIRST_LOOK_MAX);
    Intake intake = new Intake(request, envelope, submissions, digest, newIds(request));
    return taken(intake, given(intake));
  }

  /** What submitting would lead to; nothing changes. */
  List<TrialView> tryOut(Request request, Envelope envelope) throws InterruptedException {
    Errors errors = new Errors();
    List<Submission> submissions = new ArrayList<>();
    for (Manifest manifest : request.manifests()) {
      ResumePoint.require(manifest, errors);
      secrets.require(manifest, envelope, errors);
      submissions.add(submission(request, manifest, envelope, envelope.workdir(manifest.spec())));
    }
    errors.refuse();
    heart.awaitFirstLook(FIRST_LOOK_MAX);
    String digest = Repeats.digest(submissions);
    Intake intake = new Intake(request, envelope, submissions, digest, newIds(request));
    Outcome outcome = orders.peek(input(intake));
    if (outcome.step() instanceof Step.Rejected rejected) {
      throw Refusals.of(request, intake.ids(), rejected, finder);
    }
    List<TrialView> trials = new ArrayList<>();
    for (int i = 0; i < intake.ids().size(); i++) {
      trials.add(trial(request.manifests().get(i), intake.ids().get(i), outcome));
    }
    return trials;
  }

  /** The jobs as they are to be, their working directories at hand. */
  private List<Submission> settled(Request request, Envelope envelope) {
    Errors errors = new Errors();
    Map<String, String> packed = new HashMap<>();
    List<Submission> submissions = new ArrayList<>();
    for (Manifest manifest : request.manifests()) {
      ResumePoint.require(manifest, errors);
      secrets.require(manifest, envelope, errors);
      String uploaded = envelope.workdir(manifest.spec());
      String workdir = workdirs.settle(manifest, uploaded, packed, errors);
      submissions.add(submission(request, manifest, envelope, workdir));
    }
    errors.refuse();
    return submissions;
  }

  private Submission submission(
      Request request, Manifest manifest, Envelope envelope, @Nullable String workdir) {
    return new Submission(
        clock.instant(),
        manifest.text(),
        Repeats.digest(manifest, workdir),
        workdir,
        envelope.python(),
        request.several() ? null : envelope.idempotencyKey());
  }

  private List<JobId> newIds(Request request) {
    return request.manifests().stream().map(manifest -> ids.next()).toList();
  }

  /** The engine's answer; what the names mean that are needed may change until it has it. */
  private Step given(Intake intake) throws IOException {
    Step step = given(intake, input(intake));
    for (int looks = 1; looks < LOOKS_MAX && outdated(step); looks++) {
      step = given(intake, input(intake));
    }
    return step;
  }

  private Step given(Intake intake, Input input) throws IOException {
    secrets.keep(intake);
    Step step = orders.give(input);
    secrets.forgetAllBut(
        intake,
        switch (step) {
          case Step.Moved moved -> moved.jobs();
          case Step.Ignored ignored -> ignored.existing();
          case Step.Rejected rejected -> List.of();
        });
    return step;
  }

  private static boolean outdated(Step step) {
    return step instanceof Step.Rejected rejected
        && rejected.all().stream().allMatch(r -> r.code().equals("needs.moved"));
  }

  private Input input(Intake intake) {
    Request request = intake.request();
    Errors errors = new Errors();
    Needed needed = new Needed(heart.store().history(), errors);
    for (int i = 0; i < intake.ids().size(); i++) {
      needed.beside(request.manifests().get(i), intake.ids().get(i));
    }
    List<Input.Submit> submits = new ArrayList<>();
    for (int i = 0; i < intake.ids().size(); i++) {
      List<Need> needs = needed.of(request.manifests().get(i));
      submits.add(submit(intake, i, needs));
    }
    errors.refuse();
    return request.several()
        ? new Input.SubmitAll(submits, intake.envelope().idempotencyKey(), intake.digest())
        : submits.getFirst();
  }

  private Input.Submit submit(Intake intake, int index, List<Need> needs) {
    Manifest manifest = intake.request().manifests().get(index);
    JobId id = intake.ids().get(index);
    return new Input.Submit(
        id,
        manifest.spec(),
        manifest.plan(),
        intake.submissions().get(index),
        ResumePoint.inherited(manifest, id, heart.store().history()),
        needs);
  }

  private List<Accepted> taken(Intake intake, Step step) {
    return switch (step) {
      case Step.Moved moved -> accepted(intake, moved.jobs(), false);
      case Step.Ignored ignored ->
          accepted(intake, ignored.existing(), repeats.under(intake, ignored.existing()));
      case Step.Rejected rejected ->
          throw Refusals.of(intake.request(), intake.ids(), rejected, finder);
    };
  }

  private List<Accepted> accepted(Intake intake, List<JobId> jobs, boolean repeated) {
    return jobs.stream()
        .map(id -> new Accepted(finder.current(id), repeated || intake.ids().contains(id)))
        .toList();
  }

  private static TrialView trial(Manifest manifest, JobId id, Outcome outcome) {
    return new TrialView(
        manifest.spec().project(),
        manifest.spec().name(),
        PlanViews.view(manifest.plan()),
        switch (outcome.step()) {
          case Step.Ignored ignored -> Explanations.plain(Verdict.RUNNABLE_NOW, ignored.reason());
          case Step.Moved moved -> placed(outcome, id);
          case Step.Rejected rejected -> throw new IllegalStateException(rejected.toString());
        });
  }

  private static ExplanationView placed(Outcome outcome, JobId id) {
    if (outcome.commit() != null) {
      for (Job job : outcome.commit().jobs()) {
        if (job.id().equals(id) && job.state() instanceof JobState.Queued queued) {
          return Explanations.view(queued.reason());
        }
      }
    }
    return Explanations.plain(Verdict.RUNNABLE_NOW, "it would start now");
  }
}
