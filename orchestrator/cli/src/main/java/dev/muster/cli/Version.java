package dev.muster.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParentCommand;

/** {@code muster version}: which Muster this is, and on which Java it runs. */
@Command(
    name = "version",
    description = "Say which version this is.",
    footer = {"", "Example:", "  muster version"})
final class Version implements Callable<Integer>, IVersionProvider {
  /** Which Muster, and which Java. */
  record Numbers(String muster, String java) {}

  @ParentCommand private Muster muster;

  @Override
  public Integer call() {
    muster
        .answers()
        .print(new Numbers(number(), Runtime.version().toString()), () -> List.of(line()));
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
