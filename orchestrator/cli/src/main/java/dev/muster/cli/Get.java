package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.text.JobTable;
import dev.muster.client.JobRef;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code muster get}: objects as the REST interface has them. */
@Command(
    name = "get",
    description = "List jobs, or show one, as kubectl does.",
    footer = {
      "",
      "Examples:",
      "  muster get jobs",
      "  muster get jobs gpt-nano -o yaml",
      "  muster get jobs --label team=nlp"
    })
final class Get implements Callable<Integer> {
  private static final Set<String> JOBS = Set.of("jobs", "job", "trainingjobs", "trainingjob");

  @Spec private CommandSpec spec;

  @ParentCommand private Muster muster;

  @Parameters(index = "0", paramLabel = "KIND", description = "jobs; this version has no others.")
  private String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "One of them: NAME or PROJECT/NAME.")
  private @Nullable String name;

  @Mixin private JobFilter filter;

  @Option(
      names = {"-w", "--watch"},
      description = "Go on showing them as they change.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    if (!JOBS.contains(kind)) {
      throw new ParameterException(
          spec.commandLine(), "kind: \"%s\" (expected: jobs)".formatted(kind));
    }
    if (name == null) {
      return new Listing(muster).show(filter, watch);
    }
    JobRef ref = filter.named(name, muster);
    return new Watching(muster)
        .show(
            watch,
            client -> {
              JobView job = client.job(ref);
              return new Watching.Look(job, lines(job), job.finished());
            });
  }

  private List<String> lines(JobView job) {
    return JobTable.lines(List.of(job), muster.surroundings().clock().instant(), muster.style());
  }
}
