package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.follow.Interruptions;
import dev.muster.client.JobRef;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster attach}: follows a job that somebody submitted. */
@Command(
    name = "attach",
    description = "Follow a job to its end, and end as it did.",
    footer = {"", "Examples:", "  muster attach gpt-nano", "  muster attach research/gpt-nano"})
final class Attach implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Override
  public Integer call() throws InterruptedException {
    JobRef ref = job.ref();
    JobView found = muster.ask(client -> client.job(ref));
    Interruptions interruptions = muster.surroundings().interruptions().get();
    interruptions.keep();
    return new Following(muster, interruptions).follow(found);
  }
}
