package dev.muster.cli;

import dev.muster.cli.text.Description;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster describe}: everything about one job. */
@Command(name = "describe", description = "Show everything about a job.")
final class Describe implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Override
  public Integer call() {
    JobRef ref = job.ref();
    Description description = muster.ask(client -> description(client, ref));
    muster
        .answers()
        .print(description, () -> description.lines(muster.surroundings().clock(), muster.style()));
    return 0;
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
