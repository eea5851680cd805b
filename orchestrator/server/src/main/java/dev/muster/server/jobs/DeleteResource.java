package dev.muster.server.jobs;

import dev.muster.api.ExplanationView;
import dev.muster.api.Problem;
import dev.muster.engine.input.Input;
import dev.muster.engine.step.Rejection;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Job;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.Verdict;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.prune.JobRemains;
import dev.muster.server.web.EntityTag;
import dev.muster.server.web.Orders;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forgets jobs. Their rows go first, so a job is there with all it has, or not at all. */
@Controller("/api/v1/jobs/{project}/{name}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeleteResource {
  private final Orders orders;
  private final JobFinder finder;
  private final DataDirectory home;
  private final JobRemains remains;

  DeleteResource(Orders orders, JobFinder finder, DataDirectory home, JobRemains remains) {
    this.orders = orders;
    this.finder = finder;
    this.home = home;
    this.remains = remains;
  }

  /** Forgets a job that has ended, with its history, logs and checkpoints. */
  @ApiResponse(responseCode = "204")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExplanationView.class)))
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  HttpResponse<?> delete(
      String project,
      String name,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Header("If-Match") @Nullable String ifMatch) {
    Job job = finder.named(project, name);
    EntityTag.require(ifMatch, job.revision());
    Input order = new Input.Delete(job.id(), home.job(job.id()).root().toString());
    Step step = dryRun ? orders.peek(order).step() : orders.give(order);
    if (step instanceof Step.Rejected rejected) {
      throw refused(job, rejected.rejection());
    }
    if (dryRun) {
      return HttpResponse.ok(
          Explanations.plain(
              Verdict.RUNNABLE_NOW,
              "%s would be deleted, with its logs and checkpoints".formatted(job.name())));
    }
    remains.remove(job.id());
    return HttpResponse.noContent();
  }

  private static RefusedException refused(Job job, Rejection rejection) {
    Explanation explanation = rejection.explanation();
    return new RefusedException(
        new Problem(
            rejection.code(),
            "Not in this state",
            409,
            "delete: job %s is %s: %s"
                .formatted(job.name(), job.state().word(), rejection.detail()),
            null,
            List.of(),
            explanation == null ? null : Explanations.view(explanation),
            job.id().value(),
            List.of()));
  }
}
