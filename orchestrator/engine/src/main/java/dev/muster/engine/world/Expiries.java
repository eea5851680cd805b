package dev.muster.engine.world;

import dev.muster.model.JobId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which job takes too long next: looked up without a look at all the others. */
final class Expiries {
  private record Due(Instant at, JobId job) {}

  private final Map<JobId, Due> byJob = new HashMap<>();
  private final TreeSet<Due> inOrder =
      new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::job));

  /** Takes over a job as it stands now. */
  void put(Job job) {
    Due former = byJob.remove(job.id());
    if (former != null) {
      inOrder.remove(former);
    }
    Expiry next = Expiry.of(job);
    if (next != null) {
      Due due = new Due(next.at(), job.id());
      byJob.put(job.id(), due);
      inOrder.add(due);
    }
  }

  /** Those that have taken too long by now. */
  List<JobId> by(Instant now) {
    return inOrder.stream().takeWhile(due -> !now.isBefore(due.at())).map(Due::job).toList();
  }
}
