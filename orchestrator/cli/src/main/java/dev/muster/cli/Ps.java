package dev.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster ps}: the jobs there are and were. */
@Command(
    name = "ps",
    description = "List jobs of all states, newest first.",
    footer = {
      "",
      "Examples:",
      "  muster ps",
      "  muster ps --state queued,running --watch",
      "  muster ps --label team=nlp --project research",
      "  muster ps -o json | jq -r '.items[].name'"
    })
final class Ps implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Mixin private JobFilter filter;

  @Option(
      names = {"-w", "--watch"},
      description = "Go on showing them as they change.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    return new Listing(muster).show(filter, watch);
  }
}
