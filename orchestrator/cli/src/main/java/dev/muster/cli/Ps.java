package dev.muster.cli;

import dev.muster.api.JobList;
import dev.muster.cli.text.JobTable;
import dev.muster.client.JobQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster ps}: the jobs there are and were. */
@Command(name = "ps", description = "List jobs of all states, newest first.")
final class Ps implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Option(
      names = {"-p", "--project"},
      paramLabel = "PROJECT",
      description = "Only jobs of this project.")
  private @Nullable String project;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only jobs in this state; several with commas between them.")
  private @Nullable String state;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (default: 50).")
  private int limit;

  @Override
  public Integer call() {
    JobQuery query = new JobQuery(project, state, limit, null);
    JobList jobs = muster.ask(client -> client.jobs(query));
    muster.answers().print(jobs, () -> lines(jobs));
    return 0;
  }

  private List<String> lines(JobList jobs) {
    if (jobs.items().isEmpty()) {
      return List.of("no jobs");
    }
    List<String> lines =
        new ArrayList<>(
            JobTable.lines(jobs.items(), muster.surroundings().clock().instant(), muster.style()));
    if (jobs.next() != null) {
      lines.add("… older ones by --limit");
    }
    return lines;
  }
}
