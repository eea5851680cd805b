package dev.muster.agent.prepare;

import dev.muster.agent.process.Sink;
import dev.muster.agent.process.Surroundings;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Installs requirements into a virtual environment: by uv where it is on PATH, else by a uv that is
 * put into the environment first, else by pip.
 */
final class Installer {
  private static final Pattern STEP =
      Pattern.compile(
          "\\b(Collecting|Downloading|Building|Installing)\\s+(?:wheel for )?([\\w.-]+)");

  private final Tools tools;
  private final Map<String, String> environment;
  private final Sink log;
  private final Consumer<String> activity;

  Installer(Tools tools, Surroundings surroundings, Sink log, Consumer<String> activity) {
    this.tools = tools;
    this.environment = surroundings.forBuild();
    this.log = log;
    this.activity = activity;
  }

  /** Makes an empty virtual environment that sees what its interpreter has installed. */
  void create(Interpreter base, Path folder) throws Unprepared, IOException, InterruptedException {
    activity.accept("environment: creating");
    Tools.Result result =
        run(
            List.of(
                base.executable(),
                "-m",
                "venv",
                "--system-site-packages",
                "--without-pip",
                folder.toString()),
            folder,
            "creating");
    require(result, "virtual environment cannot be created");
  }

  /** Installs a requirements file, standing in the working directory. */
  void install(Path folder, Path requirements, Path workdir)
      throws Unprepared, IOException, InterruptedException {
    List<String> command = new ArrayList<>(tool(folder));
    command.addAll(List.of("-r", requirements.toString()));
    Tools.Result result = run(command, workdir, "installing requirements");
    require(result, "%s cannot be installed".formatted(requirements.getFileName()));
  }

  private List<String> tool(Path folder) throws IOException, InterruptedException {
    String python = folder.resolve("bin/python").toString();
    if (works(List.of("uv", "--version"))) {
      return List.of("uv", "pip", "install", "--python", python);
    }
    if (!works(List.of(python, "-m", "pip", "--version"))) {
      run(List.of(python, "-m", "ensurepip"), folder, "installing pip");
    }
    String uv = folder.resolve("bin/uv").toString();
    run(List.of(python, "-m", "pip", "install", "uv"), folder, "installing uv");
    return works(List.of(uv, "--version"))
        ? List.of(uv, "pip", "install", "--python", python)
        : List.of(python, "-m", "pip", "install");
  }

  private boolean works(List<String> command) throws IOException, InterruptedException {
    return tools.ask(command, environment).succeeded();
  }

  private Tools.Result run(List<String> command, Path directory, String usual)
      throws IOException, InterruptedException {
    return tools.run(
        command,
        environment,
        directory,
        log,
        (elapsed, line) -> activity.accept(activity(elapsed, line, usual)));
  }

  /** For example {@code environment: downloading torch … 12 s}. */
  private static String activity(Duration elapsed, String line, String usual) {
    Matcher step = STEP.matcher(line);
    String doing =
        step.find() ? step.group(1).toLowerCase(Locale.ROOT) + " " + step.group(2) : usual;
    return "environment: %s … %d s".formatted(doing, elapsed.toSeconds());
  }

  private static void require(Tools.Result result, String otherwise) throws Unprepared {
    if (!result.succeeded()) {
      throw new Unprepared(
          FaultCode.ENVIRONMENT_FAILED,
          "%s (%s)".formatted(otherwise, result.exit().words()),
          result.lastLines());
    }
  }
}
