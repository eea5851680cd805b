package dev.muster.cli;

import dev.muster.cli.text.JobText;
import dev.muster.client.JobRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      description = "The job's project (default: default).")
  private @Nullable String project;

  JobRef ref() {
    String[] parts = name.split("/", -1);
    if (parts.length == 1 && !name.isEmpty()) {
      return new JobRef(project == null ? JobText.DEFAULT_PROJECT : project, name);
    }
    boolean whole = parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty();
    if (!whole || (project != null && !project.equals(parts[0]))) {
      throw new ParameterException(
          command.commandLine(),
          "job: \"%s\" (expected: NAME or PROJECT/NAME, the project said once)".formatted(name));
    }
    return new JobRef(parts[0], parts[1]);
  }
}
