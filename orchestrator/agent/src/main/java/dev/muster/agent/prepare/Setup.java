package dev.muster.agent.prepare;

import dev.muster.agent.process.Sink;
import dev.muster.agent.process.Surroundings;
import dev.muster.model.agent.Preparation;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The job's own setup, run once on each node. */
final class Setup {
  private final Tools tools;
  private final Surroundings surroundings;
  private final Path marker;
  private final Sink log;
  private final Consumer<String> activity;

  Setup(Tools tools, Surroundings surroundings, Path home, Sink log, Consumer<String> activity) {
    this.tools = tools;
    this.surroundings = surroundings;
    this.marker = home.resolve("setup.done");
    this.log = log;
    this.activity = activity;
  }

  /** Runs the setup unless it has succeeded here before. */
  void once(Preparation preparation, Path workdir, PythonHome python)
      throws Unprepared, InterruptedException {
    @Nullable String line = preparation.setup();
    try {
      if (line == null || (Files.exists(marker) && Files.readString(marker).equals(line))) {
        return;
      }
      run(line, environment(preparation, python), workdir);
      Files.writeString(marker, line);
    } catch (IOException e) {
      throw new Unprepared(FaultCode.SETUP_FAILED, "setup: " + e.getMessage());
    }
  }

  private void run(String line, Map<String, String> environment, Path workdir)
      throws Unprepared, IOException, InterruptedException {
    activity.accept("setup: " + line);
    Tools.Result result =
        tools.run(
            List.of("sh", "-c", line),
            environment,
            workdir,
            log,
            (elapsed, last) ->
                activity.accept("setup: %s … %d s".formatted(line, elapsed.toSeconds())));
    if (!result.succeeded()) {
      throw new Unprepared(
          FaultCode.SETUP_FAILED,
          "setup `%s` ended with %s".formatted(line, result.exit().words()),
          result.lastLines());
    }
  }

  private Map<String, String> environment(Preparation preparation, PythonHome python) {
    Map<String, String> environment = surroundings.forJob();
    environment.putAll(preparation.environment());
    environment.remove("MUSTER_RANK");
    python.enter(environment);
    return environment;
  }
}
