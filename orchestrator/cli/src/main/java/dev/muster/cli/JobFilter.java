package dev.muster.cli;

import dev.muster.client.JobQuery;
import dev.muster.client.JobRef;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which jobs a list is of. */
final class JobFilter {
  private static final Pattern LABEL = Pattern.compile("[^=]+=.*");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-p", "--project"},
      paramLabel = "PROJECT",
      description = "Only jobs of this project (default: the context's, else all).")
  private @Nullable String project;

  @Option(
      names = {"-l", "--label"},
      paramLabel = "KEY=VALUE",
      description = "Only jobs with this label; may be said again for more.")
  private List<String> labels = List.of();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only jobs in this state; several with commas between them.")
  private @Nullable String state;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most, 1 to 500 (default: 50).")
  private int limit;

  JobQuery query(Muster muster) {
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new ParameterException(
            command.commandLine(), "--label: \"%s\" (expected: KEY=VALUE)".formatted(label));
      }
    }
    return new JobQuery(
        project == null ? muster.usualProject() : project, state, limit, null, labels);
  }

  /** The job of a name, which a project that was asked for goes with. */
  JobRef named(String name, Muster muster) {
    return JobNames.ref(name, project, muster, command.commandLine());
  }
}
