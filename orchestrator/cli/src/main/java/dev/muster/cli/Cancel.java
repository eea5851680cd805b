package dev.muster.cli;

import dev.muster.client.JobOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster cancel}: orders a job to end. */
@Command(
    name = "cancel",
    description = "Order a job to end; its checkpoints stay.",
    footer = {"", "Example:", "  muster cancel gpt-nano"})
final class Cancel implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Override
  public Integer call() {
    return new Ordering(muster).give(job.ref(), JobOrder.CANCEL);
  }
}
