package dev.muster.engine.step;

import dev.muster.model.spec.Resources;
import dev.muster.spi.Accelerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * What a job that can never run here could ask for instead: each a field with the value nearest to
 * what it asks for now, found by trying.
 */
final class Alternatives {
  private static final long GIBIBYTE = 1L << 30;
  private static final long MEBIBYTE = 1L << 20;

  private final Resources asked;
  private final Predicate<Resources> fits;
  private final List<String> found = new ArrayList<>();

  private Alternatives(Resources asked, Predicate<Resources> fits) {
    this.asked = asked;
    this.fits = fits;
  }

  /**
   * Fields that make it fit, each by itself.
   *
   * @param fits whether something could run here
   */
  static List<String> of(Resources asked, Predicate<Resources> fits) {
    Alternatives alternatives = new Alternatives(asked, fits);
    alternatives.look();
    return List.copyOf(alternatives.found);
  }

  private void look() {
    most("nodes", asked.nodes() - 1L, n -> nodes(Math.toIntExact(n)), n -> "" + n);
    most("cpus", asked.cores() - 1L, n -> cores(Math.toIntExact(n)), n -> "" + n);
    most(
        "memory",
        (asked.memoryBytes() - 1) / MEBIBYTE,
        n -> memory(n * MEBIBYTE),
        Alternatives::mebibytes);
    most(
        "disk",
        (asked.diskBytes() - 1) / MEBIBYTE,
        n -> disk(n * MEBIBYTE),
        Alternatives::mebibytes);
    Accelerator accelerator = asked.accelerator();
    if (accelerator != null && fits.test(withoutAccelerators())) {
      found.add("spec.resources.accelerators: cpu:" + accelerator.count());
    }
  }

  /** The highest value of a field up to a bound with which it fits; what is less fits as well. */
  private void most(
      String field, long bound, LongFunction<Resources> with, LongFunction<String> words) {
    long low = 0;
    long high = bound;
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (fits.test(with.apply(middle))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low > 0) {
      found.add("spec.resources.%s: %s".formatted(field, words.apply(low)));
    }
  }

  private Resources nodes(int nodes) {
    return new Resources(
        nodes,
        asked.ranksPerNode(),
        asked.accelerator(),
        asked.cores(),
        asked.memoryBytes(),
        asked.diskBytes(),
        asked.ports());
  }

  private Resources cores(int cores) {
    return new Resources(
        asked.nodes(),
        asked.ranksPerNode(),
        asked.accelerator(),
        cores,
        asked.memoryBytes(),
        asked.diskBytes(),
        asked.ports());
  }

  private Resources memory(long bytes) {
    return new Resources(
        asked.nodes(),
        asked.ranksPerNode(),
        asked.accelerator(),
        asked.cores(),
        bytes,
        asked.diskBytes(),
        asked.ports());
  }

  private Resources disk(long bytes) {
    return new Resources(
        asked.nodes(),
        asked.ranksPerNode(),
        asked.accelerator(),
        asked.cores(),
        asked.memoryBytes(),
        bytes,
        asked.ports());
  }

  private Resources withoutAccelerators() {
    return new Resources(
        asked.nodes(),
        asked.ranksPerNode(),
        null,
        asked.cores(),
        asked.memoryBytes(),
        asked.diskBytes(),
        asked.ports());
  }

  private static String mebibytes(long count) {
    long bytes = count * MEBIBYTE;
    return bytes >= GIBIBYTE ? bytes / GIBIBYTE + "GiB" : count + "MiB";
  }
}
