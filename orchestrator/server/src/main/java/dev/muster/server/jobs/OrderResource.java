package dev.muster.server.jobs;

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
import dev.muster.server.heart.Heart;
import dev.muster.server.web.Orders;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
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
  private static final String A_PERSON = "a person";

  private final Heart heart;
  private final Orders orders;
  private final JobFinder finder;
  private final JobViews views;

  OrderResource(Heart heart, Orders orders, JobFinder finder, JobViews views) {
    this.heart = heart;
    this.orders = orders;
    this.finder = finder;
    this.views = views;
  }

  /** Ends a job: its ranks are asked for a checkpoint and stopped. */
  @Post("/cancel")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<JobView> cancel(String project, String name, @Header(KEY) @Nullable String key) {
    return give(Verb.CANCEL, new JobName(project, name), key);
  }

  /** Stops a job behind a checkpoint and gives its capacity back. */
  @Post("/suspend")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<JobView> suspend(String project, String name, @Header(KEY) @Nullable String key) {
    return give(Verb.SUSPEND, new JobName(project, name), key);
  }

  /** Lets a suspended job go on. */
  @Post("/resume")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<JobView> resume(String project, String name, @Header(KEY) @Nullable String key) {
    return give(Verb.RESUME, new JobName(project, name), key);
  }

  /** Stops the ranks of a job and starts them again on the same nodes. */
  @Post("/restart")
  @Status(HttpStatus.ACCEPTED)
  HttpResponse<JobView> restart(String project, String name, @Header(KEY) @Nullable String key) {
    return give(Verb.RESTART, new JobName(project, name), key);
  }

  private HttpResponse<JobView> give(Verb verb, JobName name, @Nullable String key) {
    Job job = given(verb, name, key).orElseGet(() -> ordered(verb, name, key));
    return HttpResponse.accepted().body(views.view(job));
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

  private Job ordered(Verb verb, JobName name, @Nullable String key) {
    Job job = finder.named(name.project(), name.name());
    if (verb == Verb.CANCEL && isCancelled(job)) {
      return job;
    }
    return switch (orders.give(new Input.Order(job.id(), verb, A_PERSON, key, views.step(job)))) {
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
