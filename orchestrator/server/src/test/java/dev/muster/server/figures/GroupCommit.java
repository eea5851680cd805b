package dev.muster.server.figures;

import dev.muster.engine.port.Commit;
import dev.muster.engine.step.Moment;
import dev.muster.engine.step.Transitions;
import dev.muster.engine.world.World;
import dev.muster.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One durable commit of so many new jobs with their events, into a file of SQLite. */
@State(Scope.Benchmark)
public class GroupCommit {
  private static final Moment MOMENT = new Moment(Sweep.NOW.plusSeconds(60), Sweep.NOW);

  @Param({"1", "32", "100"})
  private int jobs;

  private final Path folder = folder();
  private final SqliteStore store = SqliteStore.open(folder);
  private List<Commit> batch = List.of();
  private int next;

  /** Jobs that the store has not seen. */
  @Setup(Level.Invocation)
  public void submit() {
    World empty = World.of(List.of(), List.of(), List.of(), List.of());
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      Commit commit = Transitions.step(empty, Sweep.submit(next++), MOMENT).commit();
      if (commit == null) {
        throw new IllegalStateException("a submission was not taken");
      }
      commits.add(commit);
    }
    batch = commits;
  }

  @Benchmark
  public void commit() {
    store.commit(batch);
  }

  /** Removes what was written. */
  @TearDown
  public void end() throws IOException {
    store.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("muster-figures-");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
