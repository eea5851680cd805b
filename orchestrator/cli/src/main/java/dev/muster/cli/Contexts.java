package dev.muster.cli;

import dev.muster.cli.config.Config;
import dev.muster.cli.config.Context;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.text.Table;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster context}: the servers that a person works with. */
@Command(
    name = "context",
    description = "List the contexts of the configuration file, or use another one.",
    subcommands = Contexts.Use.class,
    footer = {
      "",
      "The file is ~/.config/muster/config.yaml (XDG_CONFIG_HOME counts):",
      "  current: lab",
      "  contexts:",
      "    - name: lab",
      "      server: https://muster.lab.example",
      "      tokenFile: ~/.config/muster/lab.token",
      "      project: research",
      "    - name: here",
      "      dataDir: /data/muster",
      "MUSTER_SERVER, MUSTER_TOKEN and MUSTER_DATA win over it; --context over those.",
      "",
      "Examples:",
      "  muster context",
      "  muster context use lab",
      "  muster ps --context here"
    })
final class Contexts implements Callable<Integer> {
  /**
   * A context, without what opens it.
   *
   * @param current whether it counts unless another one is asked for
   */
  record Shown(String name, boolean current, String target, @Nullable String project) {}

  @ParentCommand private Muster muster;

  @Override
  public Integer call() {
    Config config = muster.config();
    List<Shown> shown =
        config.contexts().stream().map(context -> shown(context, config.current())).toList();
    muster.answers().print(shown, () -> lines(config, shown));
    return 0;
  }

  private static Shown shown(Context context, @Nullable String current) {
    return new Shown(
        context.name(), context.name().equals(current), context.target(), context.project());
  }

  private static List<String> lines(Config config, List<Shown> contexts) {
    if (contexts.isEmpty()) {
      return List.of("no contexts in " + config.file(), "  `muster context --help` shows one");
    }
    Table table = new Table("CURRENT", "NAME", "SERVER", "PROJECT");
    contexts.forEach(context ->
        table.row(
            context.current() ? "*" : "",
            context.name(),
            context.target(),
            Objects.requireNonNullElse(context.project(), "")));
    return table.lines();
  }

  Muster muster() {
    return muster;
  }

  /** {@code muster context use}. */
  @Command(
      name = "use",
      description = "Make a context the current one.",
      footer = {"", "Example:", "  muster context use lab"})
  static final class Use implements Callable<Integer> {
    @ParentCommand private Contexts parent;

    @Parameters(paramLabel = "CONTEXT", description = "Its name.")
    private String name;

    @Override
    public Integer call() {
      Config config = parent.muster().config();
      try {
        config.use(name);
      } catch (IOException e) {
        throw new FailureException(
            ExitCode.FAILED, "%s cannot be written: %s".formatted(config.file(), e), null, e);
      }
      Context context = config.context(name);
      parent
          .muster()
          .answers()
          .print(
              shown(context, name),
              () -> List.of("commands go to %s now: %s".formatted(name, context.target())));
      return 0;
    }
  }
}
