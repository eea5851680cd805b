package dev.muster.engine.world;

import dev.muster.model.JobId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who waits for whom: unfinished jobs by the jobs that they need and that have not succeeded. */
final class Dependents {
  private final Map<JobId, Set<JobId>> waiting = new HashMap<>();

  /** Takes over a job as it stands now. */
  void put(Job job) {
    for (Need need : job.needs()) {
      if (need.met() || job.finished()) {
        leave(need.job(), job.id());
      } else {
        waiting.computeIfAbsent(need.job(), n -> new LinkedHashSet<>()).add(job.id());
      }
    }
  }

  Set<JobId> of(JobId needed) {
    return Collections.unmodifiableSet(waiting.getOrDefault(needed, Set.of()));
  }

  private void leave(JobId needed, JobId job) {
    Set<JobId> all = waiting.get(needed);
    if (all != null && all.remove(job) && all.isEmpty()) {
      waiting.remove(needed);
    }
  }
}
