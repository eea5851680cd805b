package dev.muster.server.web;

import dev.muster.api.Problem;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Turns away a client that asks more often than anybody can need. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RateGate implements Ordered {
  private final Rates rates;

  RateGate(Limits limits) {
    this.rates = new Rates(limits.requestsPerSecond(), System::nanoTime);
  }

  /** Before the token is looked at: guessing tokens is asking, too. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** Null lets the request pass. */
  @RequestFilter
  @Nullable HttpResponse<?> admit(HttpRequest<?> request) {
    InetAddress client = request.getRemoteAddress().getAddress();
    if (rates.take(client == null ? "" : client.getHostAddress())) {
      return null;
    }
    String detail =
        "requests: more than %d per second (come again after Retry-After, and send many manifests"
            + " in one request)";
    return RefusedAnswer.of(
        Problem.of("throttled", "Too many requests", 429, detail.formatted(rates.perSecond()))
            .at(request.getPath()));
  }
}
