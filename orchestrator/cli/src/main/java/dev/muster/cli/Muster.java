package dev.muster.cli;

import dev.muster.cli.home.DataHome;
import dev.muster.cli.home.Program;
import dev.muster.cli.home.Servers;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.Style;
import dev.muster.client.Access;
import dev.muster.client.MusterClient;
import dev.muster.client.UnreachableException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
    subcommands = {
      Run.class,
      Attach.class,
      Server.class,
      Login.class,
      Submit.class,
      Validate.class,
      Ps.class,
      Describe.class,
      Logs.class,
      Events.class,
      Cancel.class,
      Suspend.class,
      Resume.class,
      Restart.class,
      Prune.class,
      Version.class
    })
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

  Muster(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public static void main(String[] args) {
    System.exit(execute(Surroundings.ofThisProcess(), args));
  }

  /** Runs one command and answers its exit code. */
  static int execute(Surroundings surroundings, String... args) {
    Faults faults = new Faults(surroundings);
    return new CommandLine(new Muster(surroundings))
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults)
        .execute(args);
  }

  /** Without a subcommand there is nothing to do: says what there is. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  Surroundings surroundings() {
    return surroundings;
  }

  DataHome home() {
    return DataHome.find(dataDirectory, surroundings.environment());
  }

  Servers servers() {
    return new Servers(home(), surroundings.environment(), this::program);
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
