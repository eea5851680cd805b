package dev.muster.engine.world;

import dev.muster.engine.world.Checkpoint.State;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live checkpoints of one job.
 *
 * @param all the newest first: by step, and by attempt where two are of one step
 */
public record Checkpoints(List<Checkpoint> all) {
  private static final Comparator<Checkpoint> NEWEST_FIRST =
      Comparator.comparingLong(Checkpoint::step).thenComparingInt(Checkpoint::attempt).reversed();

  /** Of a job that has none. */
  public static final Checkpoints NONE = new Checkpoints(List.of());

  public Checkpoints {
    all = List.copyOf(all);
  }

  /** The live ones of these. */
  public static Checkpoints of(Collection<Checkpoint> these) {
    return new Checkpoints(these.stream().filter(Checkpoint::live).sorted(NEWEST_FIRST).toList());
  }

  /** Those in a state, the newest first. */
  public List<Checkpoint> in(State state) {
    return all.stream().filter(c -> c.state() == state).toList();
  }

  /** The usable one in this folder; null without one. */
  public @Nullable Checkpoint at(String path) {
    return usable().stream().filter(c -> c.path().equals(path)).findFirst().orElse(null);
  }

  /** All that are or were in this folder. */
  public List<Checkpoint> allAt(String path) {
    return all.stream().filter(c -> c.path().equals(path)).toList();
  }

  /** The one from which training would be taken up, if it proves good; null without one. */
  public @Nullable Checkpoint newest() {
    List<Checkpoint> usable = usable();
    return usable.isEmpty() ? null : usable.getFirst();
  }

  private List<Checkpoint> usable() {
    return all.stream().filter(Checkpoint::usable).toList();
  }
}
