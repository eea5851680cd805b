package dev.muster.model.agent;

/**
 * A piece of one rank's progress file, whole lines.
 *
 * @param claim the claim
 * @param node node rank
 * @param epoch the attempt's epoch
 * @param rank global index
 * @param offset byte offset of the piece in the file; a repeat changes nothing
 * @param lines the piece: JSON objects, one per line
 */
public record ProgressChunk(
    String claim, int node, long epoch, int rank, long offset, String lines) {}
