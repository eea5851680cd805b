package dev.muster.cli;

import dev.muster.client.JobOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster restart}: orders a job to begin another attempt. */
@Command(
    name = "restart",
    description = "Order a job to save and start anew on the same nodes.",
    footer = {"", "Example:", "  muster restart gpt-nano"})
final class Restart implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Override
  public Integer call() {
    return new Ordering(muster).give(job.ref(), JobOrder.RESTART);
  }
}
