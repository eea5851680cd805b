package dev.muster.server.meter;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Counts every answer by its route and status. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Counting implements Ordered {
  private static final String LOGS = "/agent/v1/logs";
  private static final String NO_ROUTE = "none";
  private static final int ERROR = 400;

  private final Counts counts;

  Counting(Counts counts) {
    this.counts = counts;
  }

  /** Around everything, so that refusals are counted too. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @ResponseFilter
  void count(HttpRequest<?> request, HttpResponse<?> response) {
    String route = BasicHttpAttributes.getUriTemplate(request).orElse(NO_ROUTE);
    counts.answered(request.getMethodName(), route, response.code());
    if (route.equals(LOGS) && response.code() < ERROR) {
      counts.logged(Math.max(0, request.getContentLength()));
    }
  }
}
