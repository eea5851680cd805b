package dev.muster.server.jobs;

import dev.muster.api.CheckpointList;
import dev.muster.api.CheckpointView;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.api.MetricsView;
import dev.muster.api.PlanView;
import dev.muster.api.RankList;
import dev.muster.api.RankView;
import dev.muster.api.WorkerList;
import dev.muster.api.WorkerView;
import dev.muster.engine.world.Job;
import dev.muster.server.heart.Heart;
import dev.muster.server.web.Page;
import dev.muster.server.web.RefusedException;
import dev.muster.store.History;
import dev.muster.store.JobPage;
import dev.muster.store.JobQuery;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything but streams that can be known of jobs. */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JobResource {
  private static final String PAGE = "100";
  private static final String WHOLE_PAGE = "" + Page.LIMIT_MAX;
  private static final String POINTS = "" + History.POINTS_MAX;

  /** All jobs wait in one queue. */
  private static final String ONLY_QUEUE = "default";

  private final Heart heart;
  private final JobFinder finder;
  private final JobViews views;
  private final RankViews ranks;

  JobResource(Heart heart, JobFinder finder, JobViews views, RankViews ranks) {
    this.heart = heart;
    this.finder = finder;
    this.views = views;
    this.ranks = ranks;
  }

  /** Jobs, newest first. */
  @Get
  JobList list(
      @QueryValue @Nullable String project,
      @QueryValue @Nullable String state,
      @QueryValue @Nullable List<String> label,
      @QueryValue @Nullable String queue,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = PAGE) int limit) {
    try {
      Set<String> states = StateWords.parse(state);
      JobQuery query = new JobQuery(project, states, Labels.parse(label), cursor, limit);
      if (queue != null && !queue.equals(ONLY_QUEUE)) {
        return new JobList(List.of(), null);
      }
      JobPage page = heart.store().history().jobs(query);
      return new JobList(views.views(page.jobs()), page.next());
    } catch (IllegalArgumentException e) {
      throw RefusedException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** A job. */
  @Get("/{project}/{name}")
  JobView job(String project, String name) {
    return views.view(finder.named(project, name));
  }

  /** Why a job waits, or why it failed. */
  @Get("/{project}/{name}/explain")
  ExplanationView explain(String project, String name) {
    return Explanations.explain(finder.named(project, name));
  }

  /** How a job is cut. */
  @Get("/{project}/{name}/plan")
  PlanView plan(String project, String name) {
    return PlanViews.view(finder.named(project, name).plan());
  }

  /** The ranks of a job's newest attempt. */
  @Get("/{project}/{name}/ranks")
  RankList ranks(
      String project,
      String name,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = WHOLE_PAGE) int limit) {
    Job job = finder.named(project, name);
    Page<RankView> page = Page.of("ranks " + job.id(), ranks.ranks(job), cursor, limit);
    return new RankList(page.items(), page.next());
  }

  /** The agents of a job's newest attempt. */
  @Get("/{project}/{name}/workers")
  WorkerList workers(
      String project,
      String name,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = WHOLE_PAGE) int limit) {
    Job job = finder.named(project, name);
    Page<WorkerView> page = Page.of("workers " + job.id(), ranks.workers(job), cursor, limit);
    return new WorkerList(page.items(), page.next());
  }

  /** The checkpoints of a job, oldest first. */
  @Get("/{project}/{name}/checkpoints")
  CheckpointList checkpoints(
      String project,
      String name,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = WHOLE_PAGE) int limit) {
    Job job = finder.named(project, name);
    List<CheckpointView> oldestFirst =
        heart.store().history().checkpoints(job.id()).reversed().stream()
            .map(CheckpointViews::view)
            .toList();
    Page<CheckpointView> page = Page.of("checkpoints " + job.id(), oldestFirst, cursor, limit);
    return new CheckpointList(page.items(), page.next());
  }

  /** What the ranks of a job reported, as series over steps. */
  @Get("/{project}/{name}/metrics")
  MetricsView metrics(
      String project,
      String name,
      @QueryValue @Nullable String names,
      @QueryValue(defaultValue = POINTS) int points) {
    if (points < 2 || points > History.POINTS_MAX) {
      throw RefusedException.badRequest(
          "points: %d (expected: 2 to %d)".formatted(points, History.POINTS_MAX));
    }
    Set<String> wanted = names == null ? Set.of() : Set.of(names.split(","));
    Job job = finder.named(project, name);
    return MetricViews.of(heart.store().history(), job.id(), wanted, points);
  }
}
