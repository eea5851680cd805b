package dev.muster.store;

import dev.muster.engine.world.Job;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that commits without end and says what was acknowledged. */
final class CommittingProcess {
  private CommittingProcess() {}

  public static void main(String[] arguments) {
    Job job = SampleJobs.unfinished("process");
    try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]))) {
      for (int i = 1; ; i++) {
        store.commit(List.of(SampleJobs.commit(job, "event " + i)));
        System.out.println(i);
      }
    }
  }
}
