package dev.muster.server.jobs;

import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.api.Problem;
import dev.muster.engine.input.Input;
import dev.muster.engine.step.Rejection;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.Verb;
import dev.muster.model.JobName;
import dev.muster.model.run.Ending;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.model.run.Verdict;
import dev.muster.server.heart.Heart;
import dev.muster.server.web.EntityTag;
import dev.muster.server.web.Orders;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders about a job that was submitted: answered once they are on disk, long before they are
 * carried out. One that was given before under its Idempotency-Key is only answered.
 */
@Controller("/api/v1/jobs/{project}/{name}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrderResource {
  private static final String KEY = "Idempotency-Key";
  private static final String IF_MATCH = "If-Match";
  private static final String A_PERSON = "a person";

  /**
   * On what terms an order is given.
   *
   * @param dryRun only to be told what would happen
   * @param key the same for every try of it; null without one
   * @param ifMatch only if the job is still that; null for anyway
   */
  private record Terms(boolean dryRun, @Nullable String key, @Nullable String ifMatch) {}

  private final Heart heart;
  private final Orders orders;
  private final JobFinder finder;
  private final JobViews views;
  private final Rehearsals rehearsals;

  OrderResource(
      Heart heart, Orders orders, JobFinder finder, JobViews views, Rehearsals rehearsals) {
    this.rehearsals = rehearsals;
    this.heart = heart;
    this.orders = orders;
    this.finder = finder;
    this.views = views;
  }

  /** Ends a job: its ranks are asked for a checkpoint and stopped. */
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExplanationView.class)))
  @Post("/cancel")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<?> cancel(
      String project,
      String name,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Header(KEY) @Nullable String key,
      @Header(IF_MATCH) @Nullable String ifMatch) {
    return give(Verb.CANCEL, new JobName(project, name), new Terms(dryRun, key, ifMatch));
  }

  /** Stops a job behind a checkpoint and gives its capacity back. */
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExplanationView.class)))
  @Post("/suspend")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<?> suspend(
      String project,
      String name,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Header(KEY) @Nullable String key,
      @Header(IF_MATCH) @Nullable String ifMatch) {
    return give(Verb.SUSPEND, new JobName(project, name), new Terms(dryRun, key, ifMatch));
  }

  /** Lets a suspended job go on. */
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExplanationView.class)))
  @Post("/resume")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<?> resume(
      String project,
      String name,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Header(KEY) @Nullable String key,
      @Header(IF_MATCH) @Nullable String ifMatch) {
    return give(Verb.RESUME, new JobName(project, name), new Terms(dryRun, key, ifMatch));
  }

  /** Stops the ranks of a job and starts them again on the same nodes. */
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExplanationView.class)))
  @Post("/restart")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<?> restart(
      String project,
      String name,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Header(KEY) @Nullable String key,
      @Header(IF_MATCH) @Nullable String ifMatch) {
    return give(Verb.RESTART, new JobName(project, name), new Terms(dryRun, key, ifMatch));
  }

  private HttpResponse<?> give(Verb verb, JobName name, Terms terms) {
    Optional<Job> before = given(verb, name, terms.key());
    if (before.isPresent()) {
      return HttpResponse.accepted().body(views.view(before.get()));
    }
    Job job = finder.named(name.project(), name.name());
    EntityTag.require(terms.ifMatch(), job.revision());
    return terms.dryRun()
        ? HttpResponse.ok(tried(verb, job))
        : HttpResponse.accepted().body(views.view(ordered(verb, job, terms.key())));
  }

  /** What the order would lead to. */
  private ExplanationView tried(Verb verb, Job job) {
    if (verb == Verb.CANCEL && isCancelled(job)) {
      return Explanations.plain(Verdict.RUNNABLE_NOW, "it is cancelled already");
    }
    return rehearsals.explained(order(verb, job, null), rejected -> refused(verb, job, rejected));
  }

  private Input.Order order(Verb verb, Job job, @Nullable String key) {
    return new Input.Order(job.id(), verb, A_PERSON, key, views.step(job));
  }

  /** The job of an order that was given before under this key. */
  private Optional<Job> given(Verb verb, JobName name, @Nullable String key) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<OrderKey> known = heart.store().history().order(key);
    return known.map(order -> same(order, verb, name));
  }

  private Job same(OrderKey known, Verb verb, JobName name) {
    Job job = finder.current(known.job());
    if (known.verb() != verb || !JobFinder.isMeant(job, name)) {
      throw RefusedException.reusedKey(
          "Idempotency-Key: it was used to %s job %s (expected: a new key for every order)"
              .formatted(word(known.verb()), job.name()));
    }
    return job;
  }

  private Job ordered(Verb verb, Job job, @Nullable String key) {
    if (verb == Verb.CANCEL && isCancelled(job)) {
      return job;
    }
    return switch (orders.give(order(verb, job, key))) {
      case Step.Moved moved -> finder.current(job.id());
      case Step.Ignored ignored -> finder.current(job.id());
      case Step.Rejected rejected -> throw refused(verb, job, rejected.rejection());
    };
  }

  private static boolean isCancelled(Job job) {
    return job.state() instanceof JobState.Finished(var since, Ending ending)
        && ending.outcome() == Outcome.CANCELLED;
  }

  private static RefusedException refused(Verb verb, Job job, Rejection rejection) {
    Explanation explanation = rejection.explanation();
    return new RefusedException(
        new Problem(
            rejection.code(),
            "Not in this state",
            409,
            "%s: job %s is %s: %s"
                .formatted(word(verb), job.name(), job.state().word(), rejection.detail()),
            null,
            List.of(),
            explanation == null ? null : Explanations.view(explanation),
            job.id().value(),
            List.of()));
  }

  private static String word(Verb verb) {
    return switch (verb) {
      case CANCEL -> "cancel";
      case SUSPEND -> "suspend";
      case RESUME -> "resume";
      case RESTART -> "restart";
    };
  }
}
