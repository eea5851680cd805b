package dev.muster.model.spec;

import org.jspecify.annotations.Nullable;

/**
 * How a model is trained.
 *
 * @param globalBatch sequences per step over all ranks
 * @param sequenceLength tokens per sequence
 * @param precision for example {@code fp32} or {@code bf16}
 * @param optimizer for example {@code adamw}
 * @param tokens tokens to train on in all; null when not told
 */
public record Training(
    int globalBatch,
    int sequenceLength,
    String precision,
    String optimizer,
    @Nullable Long tokens) {

  /** Optimizer steps until {@link #tokens} are seen, rounded up; null when not told. */
  public @Nullable Long steps() {
    if (tokens == null) {
      return null;
    }
    long perStep = (long) globalBatch * sequenceLength;
    return Math.ceilDiv(tokens, perStep);
  }
}
