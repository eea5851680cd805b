package dev.muster.cli;

import dev.muster.api.JobList;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.shell.Shell;
import dev.muster.cli.text.JobText;
import dev.muster.client.Access;
import dev.muster.client.JobQuery;
import dev.muster.client.MusterClient;
import dev.muster.client.ProblemException;
import dev.muster.client.UnreachableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code muster completion}: what makes a shell complete the command's words. */
@Command(
    name = "completion",
    description = "Print the script that makes a shell complete words: bash, zsh or fish.",
    subcommands = Completion.Jobs.class,
    footer = {
      "",
      "Names of jobs are completed too, as long as a server runs.",
      "",
      "Examples:",
      "  source <(muster completion bash)",
      "  muster completion zsh > \"${fpath[1]}/_muster\"",
      "  muster completion fish > ~/.config/fish/completions/muster.fish"
    })
final class Completion implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish.")
  private @Nullable Shell shell;

  @Override
  public Integer call() {
    if (shell == null) {
      throw new ParameterException(
          spec.commandLine(), "which shell? (expected: bash, zsh or fish)");
    }
    muster.surroundings().out().print(shell.script(Verbs.whole(muster)));
    muster.surroundings().out().flush();
    return 0;
  }

  Muster muster() {
    return muster;
  }

  /** The names of jobs, for the scripts: quick and silent, whatever happens. */
  @Command(name = "jobs", hidden = true, description = "Print the names of jobs.")
  static final class Jobs implements Callable<Integer> {
    private static final long PATIENCE_MILLIS = 1500;
    private static final int NAMES_MAX = 200;

    @ParentCommand private Completion parent;

    @Override
    public Integer call() throws InterruptedException {
      FutureTask<List<String>> names = new FutureTask<>(this::names);
      Thread.ofPlatform().daemon().start(names);
      try {
        names
            .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .forEach(parent.muster().surroundings().out()::println);
      } catch (ExecutionException | TimeoutException e) {
        return 0;
      }
      return 0;
    }

    private List<String> names() {
      try {
        Optional<Access> access = parent.muster().servers().find();
        return access.isEmpty() ? List.of() : names(access.get());
      } catch (FailureException | UnreachableException | ProblemException e) {
        return List.of();
      }
    }

    private static List<String> names(Access access) {
      try (MusterClient client = new MusterClient(access)) {
        JobList jobs = client.jobs(new JobQuery(null, null, NAMES_MAX, null));
        return jobs.items().stream().map(JobText::name).distinct().toList();
      }
    }
  }
}
