package dev.muster.server.jobs;

import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.api.Problem;
import dev.muster.api.TrialList;
import dev.muster.api.TrialView;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes manifests: YAML with one document or several, JSON, or parts of a form. */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SubmitResource {
  private static final String YAML = "application/yaml";
  private static final String X_YAML = "application/x-yaml";
  private static final String TEXT_YAML = "text/yaml";
  private static final String KEY = "Idempotency-Key";
  private static final String WORKDIR = "Muster-Workdir";
  private static final String PYTHON = "Muster-Python";

  private final Submissions submissions;
  private final Workdirs workdirs;
  private final Parts parts;
  private final JobViews views;

  SubmitResource(Submissions submissions, Workdirs workdirs, Parts parts, JobViews views) {
    this.submissions = submissions;
    this.workdirs = workdirs;
    this.parts = parts;
    this.views = views;
  }

  /** Submits a job, or several: all or none. */
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(anyOf = {JobView.class, JobList.class})))
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              schema =
                  @Schema(
                      anyOf = {JobView.class, JobList.class, TrialView.class, TrialList.class})))
  @ApiResponse(
      responseCode = "422",
      content = @Content(schema = @Schema(implementation = Problem.class)))
  @Post
  @Consumes({
    YAML,
    X_YAML,
    TEXT_YAML,
    MediaType.APPLICATION_JSON,
    MediaType.TEXT_PLAIN,
    MediaType.APPLICATION_OCTET_STREAM
  })
  HttpResponse<?> submit(
      @Body byte[] manifest,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Header(KEY) @Nullable String key,
      @Header(WORKDIR) @Nullable String workdir,
      @Header(PYTHON) @Nullable String python)
      throws InterruptedException, IOException {
    Map<String, String> uploaded = Parts.workdirs(workdir);
    return answer(manifest, new Envelope(key, uploaded, python, Map.of()), dryRun);
  }

  /** The same with what comes along as parts of a form; described together with the other. */
  @Hidden
  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<?> submitParts(
      @Part("manifest") CompletedPart manifest,
      @Part("workdir") @Nullable CompletedPart workdir,
      @Part("secrets") @Nullable CompletedPart secrets,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Header(KEY) @Nullable String key,
      @Header(WORKDIR) @Nullable String uploaded,
      @Header(PYTHON) @Nullable String python)
      throws InterruptedException, IOException {
    Map<String, String> digests =
        workdir == null ? Parts.workdirs(uploaded) : Map.of(Envelope.EVERY, kept(workdir));
    Envelope envelope = new Envelope(key, digests, python, parts.secrets(secrets));
    return answer(Parts.manifest(manifest), envelope, dryRun);
  }

  private String kept(CompletedPart workdir) throws IOException {
    try (InputStream content = workdir.getInputStream()) {
      return workdirs.keep(content);
    }
  }

  private HttpResponse<?> answer(byte[] manifest, Envelope envelope, boolean dryRun)
      throws InterruptedException, IOException {
    Request request = Request.read(manifest);
    if (dryRun) {
      List<TrialView> trials = submissions.tryOut(request, envelope);
      return HttpResponse.ok(request.several() ? new TrialList(trials, null) : trials.getFirst());
    }
    List<Submissions.Accepted> accepted = submissions.submit(request, envelope);
    return request.several() ? several(accepted) : one(accepted.getFirst());
  }

  private HttpResponse<?> one(Submissions.Accepted accepted) {
    JobView view = views.view(accepted.job());
    return accepted.created()
        ? HttpResponse.created(
            view, URI.create("/api/v1/jobs/%s/%s".formatted(view.project(), view.name())))
        : HttpResponse.ok(view);
  }

  private HttpResponse<?> several(List<Submissions.Accepted> accepted) {
    JobList list = new JobList(views.views(accepted.stream().map(a -> a.job()).toList()), null);
    return accepted.stream().anyMatch(Submissions.Accepted::created)
        ? HttpResponse.created(list)
        : HttpResponse.ok(list);
  }
}
