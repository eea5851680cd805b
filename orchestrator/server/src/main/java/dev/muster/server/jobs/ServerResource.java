package dev.muster.server.jobs;

import dev.muster.api.ServerStatus;
import dev.muster.api.StopView;
import dev.muster.server.heart.Heart;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.home.ServerSelf;
import dev.muster.server.live.Life;
import dev.muster.server.web.Limits;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** The server about itself. */
@Controller("/api/v1/server")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServerResource {
  /** Time for the answer to an order to stop to leave. */
  private static final Duration FAREWELL = Duration.ofMillis(100);

  private final Heart heart;
  private final DataDirectory home;
  private final ServerSelf self;
  private final Life life;
  private final Limits limits;

  ServerResource(Heart heart, DataDirectory home, ServerSelf self, Life life, Limits limits) {
    this.heart = heart;
    this.home = home;
    this.self = self;
    this.life = life;
    this.limits = limits;
  }

  /** What the server tells about itself. */
  @Get
  ServerStatus status() {
    return new ServerStatus(
        self.at(heart.address().url()),
        home.root().toString(),
        self.embedded(),
        heart.census().unfinished(),
        limits.view());
  }

  /** Ends the server; agents and ranks live on. */
  @Post("/stop")
  StopView stop() {
    int unfinished = heart.census().unfinished();
    Thread.ofVirtual().start(this::endSoon);
    return new StopView(unfinished, summary(unfinished));
  }

  private static String summary(int unfinished) {
    return unfinished == 0
        ? "the server ends; no job is left behind"
        : "the server ends; jobs that keep training: %d; their agents wait for the next server"
            .formatted(unfinished);
  }

  private void endSoon() {
    try {
      Thread.sleep(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    life.end("ordered");
  }
}
