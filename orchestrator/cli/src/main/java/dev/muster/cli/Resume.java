package dev.muster.cli;

import dev.muster.client.JobOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster resume}: orders a job to go on. */
@Command(
    name = "resume",
    description = "Order a suspended job to go on from its newest checkpoint.",
    footer = {"", "Example:", "  muster resume gpt-nano"})
final class Resume implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Override
  public Integer call() {
    return new Ordering(muster).give(job.ref(), JobOrder.RESUME);
  }
}
