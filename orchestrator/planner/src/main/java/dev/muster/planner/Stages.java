package dev.muster.planner;

import dev.muster.model.plan.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lays the layers of a model on the positions of a pipeline. */
final class Stages {
  private Stages() {}

  static List<Stage> of(int layers, Cost cost, int pipeline) {
    long[] costs = cost.inOrder(layers);
    int[] sizes = Partition.sizes(costs, pipeline);
    List<Stage> stages = new ArrayList<>();
    int first = 0;
    for (int index = 0; index < pipeline; index++) {
      int end = first + sizes[index];
      double share = (double) sum(costs, first, end) / sum(costs, 0, layers);
      stages.add(new Stage(index, first, end - 1, first == 0, end == layers, share));
      first = end;
    }
    return stages;
  }

  private static long sum(long[] costs, int from, int to) {
    return Arrays.stream(costs, from, to).sum();
  }
}
