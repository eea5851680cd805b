package dev.muster.server.meter;

import dev.muster.server.heart.Heart;
import dev.muster.server.live.Attendance;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** What the server counts of itself. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsResource {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Counts counts;
  private final Heart heart;
  private final Attendance attendance;
  private @Nullable Meters meters;

  MetricsResource(Counts counts, Heart heart, Attendance attendance) {
    this.counts = counts;
    this.heart = heart;
    this.attendance = attendance;
  }

  /** What the server counts of itself, for Prometheus. */
  @Get("/metrics")
  @Produces("text/plain")
  HttpResponse<String> serverMetrics() {
    return HttpResponse.ok(meters().text()).header("Content-Type", TEXT);
  }

  private synchronized Meters meters() {
    Meters made = meters;
    if (made == null) {
      made = new Meters(counts, heart, attendance);
      meters = made;
    }
    return made;
  }
}
