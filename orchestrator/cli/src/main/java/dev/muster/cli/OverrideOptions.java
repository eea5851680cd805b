package dev.muster.cli;

import dev.muster.manifest.Overrides;
import java.util.List;
import picocli.CommandLine.Option;

/** What a command line says in place of the manifest. */
final class OverrideOptions {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Put a value into the manifest, such as spec.training.tokens=1B.")
  private List<String> set = List.of();

  @Option(
      names = {"-e", "--env"},
      paramLabel = "KEY=VALUE",
      description = "Set a variable of all ranks.")
  private List<String> variables = List.of();

  Overrides overrides() {
    return Overrides.of(set, variables);
  }
}
