package dev.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code muster version}: which Muster this is, and on which Java it runs. */
@Command(
    name = "version",
    description = "Say which version this is.",
    footer = {"", "Example:", "  muster version"})
final class Version implements Callable<Integer>, IVersionProvider {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(line());
    return 0;
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  /** Which Muster this is. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String line() {
    return "muster %s (Java %s)".formatted(number(), Runtime.version());
  }
}
