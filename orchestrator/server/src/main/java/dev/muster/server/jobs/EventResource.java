package dev.muster.server.jobs;

import dev.muster.api.EventList;
import dev.muster.api.EventView;
import dev.muster.model.JobId;
import dev.muster.server.live.Attendance;
import dev.muster.server.live.Bell;
import dev.muster.server.web.Followers;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** History: page by page, or followed as server-sent events. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
final class EventResource {
  private static final String PAGE = "500";
  private static final int FOLLOWED_PAGE = 500;

  /** Events on one page. */
  static final int LIMIT_MAX = 500;

  /** Instead of a cursor: behind everything that has happened so far. */
  private static final String NOW = "now";

  private final JobFinder finder;
  private final EventViews views;
  private final Bell bell;
  private final Attendance attendance;
  private final Followers followers;
  private final JsonMapper json;

  EventResource(
      JobFinder finder,
      EventViews views,
      Bell bell,
      Attendance attendance,
      Followers followers,
      JsonMapper json) {
    this.finder = finder;
    this.views = views;
    this.bell = bell;
    this.attendance = attendance;
    this.followers = followers;
    this.json = json;
  }

  /** What happened to all jobs, page by page or followed. */
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EventList.class)),
        @Content(
            mediaType = MediaType.TEXT_EVENT_STREAM,
            schema = @Schema(implementation = String.class))
      })
  @Get("/events")
  HttpResponse<?> events(
      HttpRequest<?> request,
      @QueryValue(defaultValue = "0") long cursor,
      @QueryValue @Nullable String from,
      @QueryValue(defaultValue = PAGE) int limit,
      @Header("Last-Event-ID") @Nullable Long last) {
    if (from != null && !from.equals(NOW)) {
      throw RefusedException.badRequest("from: \"%s\" (expected: %s)".formatted(from, NOW));
    }
    return answer(request, null, from == null ? cursor : views.newest(), limit, last);
  }

  /**
   * The history of a job, oldest first: what came after the cursor, or with {@code newest} so many
   * of its newest events.
   */
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EventList.class)),
        @Content(
            mediaType = MediaType.TEXT_EVENT_STREAM,
            schema = @Schema(implementation = String.class))
      })
  @Get("/jobs/{project}/{name}/events")
  HttpResponse<?> eventsOfJob(
      HttpRequest<?> request,
      String project,
      String name,
      @QueryValue(defaultValue = "0") long cursor,
      @QueryValue @Nullable Integer newest,
      @QueryValue(defaultValue = PAGE) int limit,
      @Header("Last-Event-ID") @Nullable Long last) {
    JobId job = finder.named(project, name).id();
    if (newest != null) {
      requirePage("newest", newest);
      return json(new EventList(views.newest(job, newest), null));
    }
    return answer(request, job, cursor, limit, last);
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request, @Nullable JobId job, long cursor, int limit, @Nullable Long last) {
    boolean follow = request.accept().stream().anyMatch(MediaType.TEXT_EVENT_STREAM_TYPE::equals);
    requireSequence("cursor", cursor);
    if (follow) {
      followers.requireRoom();
      requireSequence("Last-Event-ID", last == null ? 0 : last);
      return HttpResponse.ok(
              new EventFollower(
                  bell,
                  attendance,
                  json,
                  after -> views.after(job, after, FOLLOWED_PAGE),
                  last == null ? cursor : last))
          .header("Cache-Control", "no-cache")
          .contentType(MediaType.TEXT_EVENT_STREAM_TYPE);
    }
    return json(page(job, cursor, limit));
  }

  private static HttpResponse<?> json(EventList list) {
    return HttpResponse.ok(list).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private EventList page(@Nullable JobId job, long cursor, int limit) {
    requirePage("limit", limit);
    List<EventView> events = views.after(job, cursor, limit);
    String next = events.size() < limit ? null : String.valueOf(events.getLast().id());
    return new EventList(events, next);
  }

  private static void requireSequence(String name, long sequence) {
    if (sequence < 0) {
      throw RefusedException.badRequest(
          "%s: %d (expected: an event's id, or 0 for the beginning)".formatted(name, sequence));
    }
  }

  private static void requirePage(String name, int events) {
    if (events < 1 || events > LIMIT_MAX) {
      throw RefusedException.badRequest(
          "%s: %d (expected: 1 to %d)".formatted(name, events, LIMIT_MAX));
    }
  }
}
