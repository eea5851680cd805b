package dev.muster.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionTest {

  @Test
  void splitsEqualItemsEvenly() {
    assertThat(Partition.sizes(equal(8), 4)).containsExactly(2, 2, 2, 2);
  }

  @Test
  void leavesEarlierPartsTheLighterOnes() {
    assertThat(Partition.sizes(equal(5), 2)).containsExactly(2, 3);
    assertThat(Partition.sizes(equal(10), 4)).containsExactly(2, 2, 3, 3);
  }

  @Test
  void spreadsItemsEvenlyUnderABottleneckThatNothingCanEase() {
    long[] costs = {1, 1, 1, 1, 1, 1, 1, 1, 50};
    assertThat(Partition.sizes(costs, 5)).containsExactly(2, 2, 2, 2, 1);
  }

  @Test
  void countsWhatStandsBesideTheFirstAndTheLast() {
    assertThat(Partition.sizes(new long[] {13, 10, 10, 10, 10, 10, 10, 14}, 3))
        .containsExactly(3, 3, 2);
  }

  @Test
  void givesEveryPartSomethingEvenWhenItemsCostNothing() {
    assertThat(Partition.sizes(new long[] {0, 0, 0}, 3)).containsExactly(1, 1, 1);
  }

  @Test
  void refusesMorePartsThanItems() {
    assertThatThrownBy(() -> Partition.sizes(equal(2), 3)).hasMessageContaining("1 to 2");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isTheBestOfAllPartitions(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int items = random.nextInt(1, 10);
    int parts = random.nextInt(1, items + 1);
    long[] costs = random.longs(items, 0, random.nextBoolean() ? 3 : 1000).toArray();
    List<Integer> best = everyPartition(items, parts).stream().min(byMerit(costs)).orElseThrow();
    assertThat(Partition.sizes(costs, parts))
        .as("seed %d, costs %s", seed, Arrays.toString(costs))
        .containsExactly(best.stream().mapToInt(Integer::intValue).toArray());
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private static long[] equal(int items) {
    return LongStream.range(0, items).map(_ -> 7).toArray();
  }

  private static List<List<Integer>> everyPartition(int items, int parts) {
    if (parts == 0) {
      return items == 0 ? List.of(List.of()) : List.of();
    }
    List<List<Integer>> all = new ArrayList<>();
    for (int first = 1; first <= items; first++) {
      for (List<Integer> rest : everyPartition(items - first, parts - 1)) {
        List<Integer> whole = new ArrayList<>(List.of(first));
        whole.addAll(rest);
        all.add(whole);
      }
    }
    return all;
  }

  /** Cheapest dearest part, then most even, then fewer items in earlier parts. */
  private static Comparator<List<Integer>> byMerit(long[] costs) {
    return Comparator.<List<Integer>>comparingLong(sizes -> dearest(costs, sizes))
        .thenComparingInt(sizes -> sizes.stream().mapToInt(it -> it * it).sum())
        .thenComparing(PartitionTest::inOrder);
  }

  private static int inOrder(List<Integer> one, List<Integer> other) {
    return IntStream.range(0, one.size())
        .map(i -> Integer.compare(one.get(i), other.get(i)))
        .filter(it -> it != 0)
        .findFirst()
        .orElse(0);
  }

  private static long dearest(long[] costs, List<Integer> sizes) {
    long dearest = 0;
    int start = 0;
    for (int size : sizes) {
      dearest = Math.max(dearest, Arrays.stream(costs, start, start + size).sum());
      start += size;
    }
    return dearest;
  }
}
