package dev.muster.cli;

import dev.muster.cli.config.Config;
import dev.muster.cli.home.DataHome;
import dev.muster.cli.home.Program;
import dev.muster.cli.home.Servers;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.JobText;
import dev.muster.cli.text.Style;
import dev.muster.client.Access;
import dev.muster.client.MusterClient;
import dev.muster.client.UnreachableException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code muster} command; each of its words is a class of its own. */
@Command(
    name = "muster",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    description = "Trains models across machines.",
    synopsisSubcommandLabel = "COMMAND")
public final class Muster implements Callable<Integer> {
  /** How many servers in a row are asked the same. */
  private static final int TRIES_MAX = 3;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where everything is kept (default: MUSTER_DATA, else ~/.local/share/muster).")
  private @Nullable Path dataDirectory;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      defaultValue = "table",
      description = "table, json or yaml (default: table).")
  private OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      scope = ScopeType.INHERIT,
      description = "A context of the configuration file (default: its current one).")
  private @Nullable String context;

  private @Nullable Map<String, String> environment;

  Muster(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public static void main(String[] args) {
    System.exit(execute(Surroundings.ofThisProcess(), args));
  }

  /** Runs one command and answers its exit code. */
  static int execute(Surroundings surroundings, String... args) {
    Faults faults = new Faults(surroundings);
    try {
      Muster muster = new Muster(surroundings);
      int code =
          Verbs.commandLine(muster, args)
              .setOut(surroundings.out())
              .setErr(surroundings.err())
              .setCaseInsensitiveEnumValuesAllowed(true)
              .setExecutionExceptionHandler(faults)
              .setParameterExceptionHandler(faults)
              .execute(args);
      return surroundings.out().failure().map(faults::unwritten).orElse(code);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return faults.exhausted(e);
    }
  }

  /** Without a subcommand there is nothing to do: says what there is. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** What the configuration file says. */
  Config config() {
    return Config.read(surroundings.environment());
  }

  /** The environment of the process, with what the context adds to it. */
  Map<String, String> environment() {
    Map<String, String> known = environment;
    if (known == null) {
      known = config().applied(surroundings.environment(), context);
      environment = known;
    }
    return known;
  }

  /** The project of jobs that are named without one. */
  String project() {
    return environment().getOrDefault(Config.PROJECT, JobText.DEFAULT_PROJECT);
  }

  /** The project that the context names; null when it names none. */
  @Nullable String usualProject() {
    return environment().get(Config.PROJECT);
  }

  DataHome home() {
    return DataHome.find(dataDirectory, environment());
  }

  Servers servers() {
    return new Servers(home(), environment(), this::program);
  }

  /**
   * Asks the server of this person, which is started when there is none. When it dies before it has
   * answered, the one that comes after it is asked: for what may be asked twice.
   */
  <T> T ask(Function<MusterClient, T> question) {
    Servers servers = servers();
    Access access = servers.findOrStart();
    for (int tries = 1; ; tries++) {
      try (MusterClient client = new MusterClient(access)) {
        return question.apply(client);
      } catch (UnreachableException lost) {
        if (tries == TRIES_MAX) {
          throw lost;
        }
        access = servers.findAgain().orElseThrow(() -> lost);
      }
    }
  }

  Program program() {
    return Program.from(surroundings.properties());
  }

  Answers answers() {
    return new Answers(surroundings.out(), format);
  }

  Style style() {
    return new Style(Terminal.isColourful(surroundings.environment()));
  }
}
