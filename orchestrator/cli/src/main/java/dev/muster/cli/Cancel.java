package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.text.JobText;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster cancel}: orders a job to end. */
@Command(name = "cancel", description = "Order a job to end; its checkpoints stay.")
final class Cancel implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Override
  public Integer call() {
    JobRef ref = job.ref();
    try (MusterClient client = muster.connect()) {
      JobView cancelled = client.cancel(ref);
      muster.answers().print(cancelled, () -> List.of(line(cancelled)));
      return 0;
    }
  }

  private static String line(JobView job) {
    String name = JobText.name(job);
    return job.finished()
        ? "%s is %s".formatted(name, job.state())
        : "%s is being cancelled; `muster attach %s` waits for its end".formatted(name, name);
  }
}
