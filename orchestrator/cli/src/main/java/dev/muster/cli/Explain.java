package dev.muster.cli;

import dev.muster.api.CauseView;
import dev.muster.api.ExplanationView;
import dev.muster.cli.text.WaitText;
import dev.muster.client.JobRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster explain}: why a job waits, or why it failed. */
@Command(
    name = "explain",
    description = "Say why a job waits or failed, and what to do about it.",
    footer = {
      "",
      "Examples:",
      "  muster explain gpt-nano",
      "  muster explain research/gpt-nano --watch",
      "  muster explain gpt-nano -o json"
    })
final class Explain implements Callable<Integer> {
  private static final int LAST_LINES_MAX = 20;

  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Option(
      names = {"-w", "--watch"},
      description = "Say it again whenever it changes, until the job has ended.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    JobRef ref = job.ref();
    return new Watching(muster)
        .show(
            watch,
            client -> {
              ExplanationView reason = client.explain(ref);
              boolean ended = watch && client.job(ref).finished();
              return new Watching.Look(reason, lines(reason), ended);
            });
  }

  private static List<String> lines(ExplanationView reason) {
    List<String> lines = new ArrayList<>(WaitText.lines(reason));
    CauseView fault = reason.fault();
    if (fault != null && !fault.lastLines().isEmpty()) {
      List<String> last = fault.lastLines();
      int from = Math.max(0, last.size() - LAST_LINES_MAX);
      lines.addAll(1, WaitText.quoted(last.subList(from, last.size())));
    }
    return lines;
  }
}
