package dev.muster.cli;

import dev.muster.client.JobOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster suspend}: orders a job to rest. */
@Command(
    name = "suspend",
    description = "Order a job to save, give its capacity back and wait.",
    footer = {"", "Example:", "  muster suspend gpt-nano"})
final class Suspend implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Override
  public Integer call() {
    return new Ordering(muster).give(job.ref(), JobOrder.SUSPEND);
  }
}
