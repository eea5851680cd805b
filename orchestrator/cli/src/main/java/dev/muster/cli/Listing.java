package dev.muster.cli;

import dev.muster.api.JobList;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.Clip;
import dev.muster.cli.text.JobTable;
import dev.muster.client.JobQuery;
import java.util.ArrayList;
import java.util.List;

/** A list of jobs. */
final class Listing {
  private final Muster muster;

  Listing(Muster muster) {
    this.muster = muster;
  }

  /** The exit code. */
  int show(JobFilter filter, boolean watch) throws InterruptedException {
    JobQuery query = filter.query(muster);
    return new Watching(muster)
        .show(
            watch,
            client -> {
              JobList jobs = client.jobs(query);
              return new Watching.Look(jobs, lines(jobs), false);
            });
  }

  private List<String> lines(JobList jobs) {
    if (jobs.items().isEmpty()) {
      return List.of("no jobs");
    }
    List<String> lines =
        new ArrayList<>(
            JobTable.lines(jobs.items(), muster.surroundings().clock().instant(), muster.style()));
    if (jobs.next() != null) {
      lines.add("… older ones by --limit");
    }
    return Terminal.columns(muster.surroundings().environment())
        .map(width -> lines.stream().map(line -> Clip.to(width, line)).toList())
        .orElse(lines);
  }
}
