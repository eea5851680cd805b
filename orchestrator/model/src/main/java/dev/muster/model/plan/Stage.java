package dev.muster.model.plan;

/**
 * Consecutive layers on one pipeline position.
 *
 * @param index pipeline position, from 0
 * @param firstLayer first transformer layer
 * @param lastLayer last transformer layer, inclusive
 * @param embedding whether the token embedding is here
 * @param head whether the final norm and the output head are here
 * @param costShare share of the model's compute, 0 … 1
 */
public record Stage(
    int index, int firstLayer, int lastLayer, boolean embedding, boolean head, double costShare) {

  /** The number of transformer layers. */
  public int layers() {
    return lastLayer - firstLayer + 1;
  }
}
