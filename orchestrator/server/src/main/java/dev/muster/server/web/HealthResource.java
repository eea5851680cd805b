package dev.muster.server.web;

import dev.muster.server.live.Bell;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

/** For the platform that runs the server: needs no token, tells nothing. */
@Controller("/health")
final class HealthResource {
  private static final Map<String, String> UP = Map.of("status", "UP");

  private final Bell bell;

  HealthResource(Bell bell) {
    this.bell = bell;
  }

  /** Whether the process works. */
  @Get("/live")
  Map<String, String> live() {
    return UP;
  }

  /** Whether it takes requests. */
  @Get("/ready")
  Map<String, String> ready() {
    if (bell.isClosed()) {
      throw RefusedException.unavailable("server.ending", "the server ends");
    }
    return UP;
  }
}
