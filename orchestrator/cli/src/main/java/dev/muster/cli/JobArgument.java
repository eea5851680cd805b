package dev.muster.cli;

import dev.muster.client.JobRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which job a command is about. */
final class JobArgument {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(paramLabel = "NAME", description = "The job: NAME or PROJECT/NAME.")
  private String name;

  @Option(
      names = {"-p", "--project"},
      paramLabel = "PROJECT",
      description = "The job's project (default: the context's, else default).")
  private @Nullable String project;

  JobRef ref() {
    Muster muster = (Muster) command.root().userObject();
    return JobNames.ref(name, project, muster, command.commandLine());
  }
}
