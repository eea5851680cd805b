package dev.muster.server;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

/** For the platform that runs the server: needs no token. */
@Controller("/health")
final class HealthResource {
  @Get("/live")
  Map<String, String> live() {
    return Map.of("status", "UP");
  }
}
