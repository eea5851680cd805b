package dev.muster.model.plan;

/**
 * A named grid of ranks. Ranks count with {@code tensor} innermost, then {@code context}, {@code
 * expert}, {@code fsdp}, {@code data}, and {@code pipeline} outermost (Megatron-LM's default
 * order), so that the ranks that talk most sit closest.
 */
public record Mesh(int data, int fsdp, int tensor, int pipeline, int context, int expert) {
  public Mesh {
    if (Math.min(Math.min(data, fsdp), Math.min(tensor, pipeline)) < 1
        || Math.min(context, expert) < 1) {
      throw new IllegalArgumentException("mesh: an axis below 1 (expected: >= 1)");
    }
  }

  /** A mesh of data × pipeline. */
  public static Mesh of(int data, int pipeline) {
    return new Mesh(data, 1, 1, pipeline, 1, 1);
  }

  /** The number of ranks. */
  public int size() {
    return data * fsdp * tensor * pipeline * context * expert;
  }

  /** The place of a rank, 0 … size-1. */
  public Coordinates of(int rank) {
    if (rank < 0 || rank >= size()) {
      throw new IllegalArgumentException(
          "rank: %d (expected: 0 to %d)".formatted(rank, size() - 1));
    }
    int rest = rank;
    int t = rest % tensor;
    rest /= tensor;
    int c = rest % context;
    rest /= context;
    int e = rest % expert;
    rest /= expert;
    int f = rest % fsdp;
    rest /= fsdp;
    int d = rest % data;
    return new Coordinates(d, f, t, rest / data, c, e);
  }
}
