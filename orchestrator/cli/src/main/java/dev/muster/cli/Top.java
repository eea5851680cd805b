package dev.muster.cli;

import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.api.RankView;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.RankTable;
import dev.muster.client.JobQuery;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code muster top}: what every rank is at, live. */
@Command(
    name = "top",
    description = "Show the ranks of what runs: step, state, loss, age of the heartbeat.",
    footer = {
      "",
      "Examples:",
      "  muster top",
      "  muster top gpt-nano",
      "  muster top --once | sort -k5 -n"
    })
final class Top implements Callable<Integer> {
  /** How many jobs are shown when none is named. */
  private static final int JOBS_MAX = 20;

  private static final String ACTIVE = "provisioning,starting,running,draining";

  /** The ranks of a job. */
  record JobRanks(String project, String name, String state, List<RankView> ranks) {
    JobRanks {
      ranks = List.copyOf(ranks);
    }
  }

  /** What is shown. */
  record View(List<JobRanks> items) {
    View {
      items = List.copyOf(items);
    }
  }

  @Spec private CommandSpec spec;

  @ParentCommand private Muster muster;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The job: NAME or PROJECT/NAME (default: all that run).")
  private @Nullable String name;

  @Option(
      names = {"-p", "--project"},
      paramLabel = "PROJECT",
      description = "Only jobs of this project (default: the context's, else all).")
  private @Nullable String project;

  @Option(names = "--once", description = "Show it once, as where there is no terminal.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    boolean live =
        !once
            && muster.answers().forPeople()
            && Terminal.isInteractive(muster.surroundings().environment());
    JobRef ref = name == null ? null : JobNames.ref(name, project, muster, spec.commandLine());
    return new Watching(muster).show(live, client -> look(client, ref));
  }

  private Watching.Look look(MusterClient client, @Nullable JobRef ref) {
    List<JobView> jobs = ref == null ? running(client) : List.of(client.job(ref));
    List<JobRanks> seen = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (JobView job : jobs) {
      JobRef known = new JobRef(job.project(), job.name());
      List<RankView> ranks = client.ranks(known).items();
      seen.add(new JobRanks(job.project(), job.name(), job.state(), ranks));
      lines.addAll(
          RankTable.lines(job, ranks, muster.surroundings().clock().instant(), muster.style()));
    }
    boolean ended = ref != null && jobs.stream().allMatch(JobView::finished);
    return new Watching.Look(
        new View(seen), lines.isEmpty() ? List.of("nothing runs") : lines, ended);
  }

  private List<JobView> running(MusterClient client) {
    String only = project == null ? muster.usualProject() : project;
    JobList jobs = client.jobs(new JobQuery(only, ACTIVE, JOBS_MAX, null));
    return jobs.items();
  }
}
