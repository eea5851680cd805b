package dev.muster.cli;

import dev.muster.cli.text.Description;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster describe}: everything about one job. */
@Command(
    name = "describe",
    description = "Show everything about a job.",
    footer = {
      "",
      "Examples:",
      "  muster describe gpt-nano",
      "  muster describe research/gpt-nano --watch",
      "  muster describe gpt-nano -o json | jq .attempts"
    })
final class Describe implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Option(
      names = {"-w", "--watch"},
      description = "Go on showing it as it changes, until the job has ended.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    JobRef ref = job.ref();
    return new Watching(muster)
        .show(
            watch,
            client -> {
              Description seen = description(client, ref);
              return new Watching.Look(
                  seen,
                  seen.lines(muster.surroundings().clock(), muster.style()),
                  seen.job().finished());
            });
  }

  private static Description description(MusterClient client, JobRef ref) {
    return new Description(
        client.job(ref),
        client.plan(ref),
        client.ranks(ref).items(),
        client.workers(ref).items(),
        client.checkpoints(ref).items());
  }
}
