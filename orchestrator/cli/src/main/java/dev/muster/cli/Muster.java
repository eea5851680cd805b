package dev.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code muster} command; each of its words is a class of its own. */
@Command(
    name = "muster",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Trains models across machines.",
    subcommands = Version.class)
public final class Muster implements Callable<Integer> {
  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Muster()).execute(args));
  }

  /** Without a subcommand there is nothing to do: says what there is. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
