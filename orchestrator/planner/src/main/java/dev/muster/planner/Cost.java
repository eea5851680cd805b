package dev.muster.planner;

import dev.muster.model.spec.ModelShape;
import java.util.Arrays;

/**
 * Work per token of a model's parts, in floating-point operations of the forward pass. The backward
 * pass costs twice as much of every part, so shares are those of a whole step.
 *
 * @param layer one transformer layer
 * @param embedding the lookup: one multiply-add per hidden value, close to nothing
 * @param head the product with the vocabulary, often worth several layers
 */
record Cost(long layer, long embedding, long head) {

  /**
   * The cost of a decoder-only transformer with causal attention.
   *
   * @param sequenceLength tokens that attention looks over; 0 when not known, which leaves the
   *     attention scores out
   */
  static Cost of(ModelShape shape, int sequenceLength) {
    long hidden = shape.hidden();
    return new Cost(
        attention(shape, sequenceLength) + feedForward(shape),
        2 * hidden,
        2 * hidden * shape.vocabulary());
  }

  /** Four projections (query, key, value, output), scores and their use on half the pairs. */
  private static long attention(ModelShape shape, int sequenceLength) {
    long queries = (long) shape.heads() * shape.headDim();
    long keys = (long) shape.kvHeads() * shape.headDim();
    return 2L * shape.hidden() * (2 * queries + 2 * keys) + 2L * sequenceLength * queries;
  }

  private static long feedForward(ModelShape shape) {
    int matrices = shape.gated() ? 3 : 2;
    return 2L * matrices * shape.hidden() * shape.feedForward();
  }

  /**
   * What each layer costs with what must lie beside it: the first the embedding, the last the head.
   */
  long[] inOrder(int layers) {
    long[] costs = new long[layers];
    Arrays.fill(costs, layer);
    costs[0] += embedding;
    costs[layers - 1] += head;
    return costs;
  }
}
