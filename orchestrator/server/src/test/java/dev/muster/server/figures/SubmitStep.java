package dev.muster.server.figures;

import dev.muster.engine.input.Input;
import dev.muster.engine.port.Commit;
import dev.muster.engine.step.Moment;
import dev.muster.engine.step.Outcome;
import dev.muster.engine.step.Transitions;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.World;
import dev.muster.spi.Catalog;
import dev.muster.spi.Flavor;
import dev.muster.spi.NodeSize;
import dev.muster.spi.ProviderId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The engine's step for one more job, behind others that wait for a machine that is taken. */
@State(Scope.Benchmark)
public class SubmitStep {
  private static final long GIB = 1L << 30;
  private static final Moment MOMENT = new Moment(Sweep.NOW.plusSeconds(60), Sweep.NOW);

  @Param({"10", "10000"})
  private int queued;

  private World world = world(List.of());
  private Input.Submit next = Sweep.submit(0);

  /** Queues them by the engine's own steps. */
  @Setup
  public void queue() {
    world = world(List.of());
    for (int number = 0; number <= queued; number++) {
      Commit commit = Transitions.step(world, Sweep.submit(number), MOMENT).commit();
      if (commit == null) {
        throw new IllegalStateException("submission " + number + " was not taken");
      }
      world.apply(
          commit.jobs(), commit.claims(), commit.workers(), commit.checkpoints(), commit.keys());
    }
    next = Sweep.submit(queued + 1);
  }

  @Benchmark
  public Outcome one() {
    return Transitions.step(world, next, MOMENT);
  }

  private static World world(List<Job> jobs) {
    World world = World.of(jobs, List.of(), List.of(), List.of());
    NodeSize machine = new NodeSize(1, GIB, GIB, null, List.of());
    Flavor flavor = new Flavor("local", machine, 1, true, BigDecimal.ZERO);
    world.apply(new ProviderId("local"), new Catalog("1", new ArrayList<>(List.of(flavor))));
    return world;
  }
}
