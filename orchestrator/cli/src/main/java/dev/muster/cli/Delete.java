package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.Clip;
import dev.muster.cli.text.JobText;
import dev.muster.client.JobRef;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster delete}: forgets a job that has ended. */
@Command(
    name = "delete",
    description = "Remove a finished job with its history, logs and checkpoints.",
    footer = {
      "",
      "Examples:",
      "  muster delete gpt-nano --dry-run",
      "  muster delete gpt-nano",
      "  muster delete research/gpt-nano --yes"
    })
final class Delete implements Callable<Integer> {
  /**
   * What became of the job.
   *
   * @param files its folder, which is gone with it
   */
  record Deleted(String project, String name, String files, boolean dryRun) {}

  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  private boolean dryRun;

  @Override
  public Integer call() {
    JobRef ref = job.ref();
    JobView found = muster.ask(client -> client.job(ref));
    if (!dryRun && !yes && found.finished() && !agreed(found)) {
      muster.surroundings().err().println("muster: nothing was removed");
      return ExitCode.CANCELLED.number();
    }
    muster.ask(client -> {
      client.delete(ref, dryRun);
      return found;
    });
    Deleted deleted = new Deleted(ref.project(), ref.name(), found.files().checkpoints(), dryRun);
    muster.answers().print(deleted, () -> List.of(line(found)));
    return 0;
  }

  private String line(JobView found) {
    return "%s (%s) %s, with its history, logs and checkpoints"
        .formatted(JobText.name(found), found.state(), dryRun ? "would be removed" : "is removed");
  }

  /** Who cannot be asked has to say so beforehand. */
  private boolean agreed(JobView found) {
    if (!Terminal.canAsk()) {
      throw new FailureException(
          ExitCode.USAGE,
          "%s would be removed for good, and there is no terminal to ask"
              .formatted(JobText.name(found)),
          "muster delete %s --yes".formatted(JobText.name(found)));
    }
    PrintWriter err = muster.surroundings().err();
    err.printf(
        "remove %s (%s) with its history, logs and checkpoints in %s? [y/N] ",
        JobText.name(found), found.state(), Clip.visible(found.files().checkpoints()));
    err.flush();
    String answer = muster.surroundings().line().strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }
}
