package dev.muster.planner;

import java.util.Arrays;

/**
 * Cuts items in a row into consecutive parts, none of them empty, so that the dearest part is as
 * cheap as can be. Among all such cuts it takes the one whose parts have the most even numbers of
 * items (the least sum of squares), since memory follows layers; and among those the one with fewer
 * items in earlier parts, since earlier stages hold more microbatches in flight.
 *
 * <p>The least bound that a greedy cut keeps is found by bisection over the sums, exactly, in whole
 * numbers; the most even cut under it by dynamic programming from the back.
 */
final class Partition {
  private final int items;
  private final int parts;
  private final long[] before;

  private Partition(long[] costs, int parts) {
    if (parts < 1 || parts > costs.length) {
      throw new IllegalArgumentException(
          "parts: %d (expected: 1 to %d)".formatted(parts, costs.length));
    }
    this.items = costs.length;
    this.parts = parts;
    this.before = new long[items + 1];
    for (int i = 0; i < items; i++) {
      before[i + 1] = before[i] + costs[i];
    }
  }

  /** The number of items in each part. */
  static int[] sizes(long[] costs, int parts) {
    Partition partition = new Partition(costs, parts);
    return partition.mostEven(partition.leastBound());
  }

  private long leastBound() {
    long low = 0;
    long high = before[items];
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (canKeep(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean canKeep(long bound) {
    int start = 0;
    for (int part = 0; part < parts; part++) {
      start = reach(start, bound);
    }
    return start == items;
  }

  /** Where a part that starts here has to end to keep the bound, exclusive. */
  private int reach(int start, long bound) {
    int end = start;
    while (end < items && before[end + 1] - before[start] <= bound) {
      end++;
    }
    return end;
  }

  private int[] mostEven(long bound) {
    long[] squares = new long[items + 1];
    Arrays.fill(squares, Long.MAX_VALUE);
    squares[items] = 0;
    int[][] first = new int[parts + 1][];
    for (int left = 1; left <= parts; left++) {
      first[left] = firstSizes(squares, bound);
      squares = grown(squares, first[left]);
    }
    return chain(first);
  }

  /**
   * For every start the size of the part to begin with when the rest was cut best; 0 for no way.
   */
  private int[] firstSizes(long[] rest, long bound) {
    int[] sizes = new int[items + 1];
    for (int start = 0; start < items; start++) {
      sizes[start] = firstSize(start, reach(start, bound), rest);
    }
    return sizes;
  }

  private static int firstSize(int start, int reach, long[] rest) {
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int end = start + 1; end <= reach; end++) {
      long squares = sum(end - start, rest[end]);
      if (squares < least) {
        least = squares;
        best = end - start;
      }
    }
    return best;
  }

  private long[] grown(long[] rest, int[] first) {
    long[] squares = new long[items + 1];
    for (int start = 0; start <= items; start++) {
      squares[start] =
          first[start] == 0 ? Long.MAX_VALUE : sum(first[start], rest[start + first[start]]);
    }
    return squares;
  }

  private static long sum(long size, long rest) {
    return rest == Long.MAX_VALUE ? rest : size * size + rest;
  }

  private int[] chain(int[][] first) {
    int[] sizes = new int[parts];
    int start = 0;
    for (int part = 0; part < parts; part++) {
      sizes[part] = first[parts - part][start];
      start += sizes[part];
    }
    return sizes;
  }
}
