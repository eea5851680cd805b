package dev.muster.model.spec;

/**
 * The shape of a decoder-only transformer.
 *
 * @param layers number of transformer layers
 * @param hidden width of the residual stream
 * @param heads attention heads
 * @param kvHeads key and value heads; equal to {@code heads} without grouped-query attention
 * @param feedForward inner width of the feed-forward block
 * @param vocabulary number of tokens
 * @param headDim width of one head
 * @param tied whether the output head shares the embedding's weights
 * @param gated whether the feed-forward block has a gate (three matrices instead of two)
 */
public record ModelShape(
    int layers,
    int hidden,
    int heads,
    int kvHeads,
    int feedForward,
    int vocabulary,
    int headDim,
    boolean tied,
    boolean gated) {}
