package dev.muster.cli;

import dev.muster.client.JobRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Names of jobs as people say them. */
final class JobNames {
  private JobNames() {}

  /**
   * {@code NAME} or {@code PROJECT/NAME}.
   *
   * @param project what {@code --project} says; null when it says nothing
   */
  static JobRef ref(String name, @Nullable String project, Muster muster, CommandLine command) {
    String[] parts = name.split("/", -1);
    if (parts.length == 1 && !name.isEmpty()) {
      return new JobRef(project == null ? muster.project() : project, name);
    }
    boolean whole = parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty();
    if (!whole || (project != null && !project.equals(parts[0]))) {
      throw new ParameterException(
          command,
          "job: \"%s\" (expected: NAME or PROJECT/NAME, the project said once)".formatted(name));
    }
    return new JobRef(parts[0], parts[1]);
  }
}
