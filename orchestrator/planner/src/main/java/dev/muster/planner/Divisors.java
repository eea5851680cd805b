package dev.muster.planner;

import java.util.stream.IntStream;

/** The numbers that divide another without rest. */
final class Divisors {
  private Divisors() {}

  /** All divisors, smallest first; found in pairs below and above the square root. */
  static IntStream of(int number) {
    return IntStream.rangeClosed(1, (int) Math.sqrt(number))
        .filter(it -> number % it == 0)
        .flatMap(it -> IntStream.of(it, number / it))
        .distinct()
        .sorted();
  }
}
