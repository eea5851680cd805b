package dev.muster.planner;

import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.ModelShape;

/**
 * What a layout has to fit: every rank is used, every stage has a layer, and the batch comes out
 * even.
 *
 * @param ranks processes of the gang
 * @param layers layers of the model; {@link Integer#MAX_VALUE} when its shape is not known
 */
record Room(int ranks, int layers) {

  static Room of(JobSpec spec) {
    ModelShape shape = spec.model();
    return new Room(spec.worldSize(), shape == null ? Integer.MAX_VALUE : shape.layers());
  }

  boolean fits(Layout layout) {
    return usesEveryRank(layout) && fillsEveryStage(layout) && sharesTheBatch(layout);
  }

  boolean usesEveryRank(Layout layout) {
    return layout.ranks() == ranks;
  }

  boolean fillsEveryStage(Layout layout) {
    return layout.pipeline() <= layers;
  }

  /** Whether every pipeline gets the same whole number of microbatches. */
  boolean sharesTheBatch(Layout layout) {
    Integer batch = layout.globalBatch();
    return batch == null ? layout.microbatch() == null : batch % layout.batchUnit() == 0;
  }
}
