package dev.muster.local.gateway;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One accelerator of this machine.
 *
 * @param index what CUDA calls it when devices are ordered by bus
 * @param name the vendor's name, for example {@code NVIDIA A100-SXM4-80GB}
 * @param memoryMebibytes its memory
 */
public record Gpu(int index, String name, long memoryMebibytes) {
  private static final Set<String> BRANDS = Set.of("NVIDIA", "Tesla", "GeForce", "Quadro");
  private static final Set<String> FAMILIES = Set.of("RTX", "GTX", "TITAN");
  private static final Pattern SEPARATOR = Pattern.compile("[ -]+");

  /** The provider-neutral name: {@code H200}, {@code A100}, {@code RTX4090}. */
  public String type() {
    List<String> words =
        SEPARATOR.splitAsStream(name.strip()).filter(word -> !BRANDS.contains(word)).toList();
    if (words.isEmpty()) {
      return name.strip();
    }
    boolean family = FAMILIES.contains(words.getFirst()) && words.size() > 1;
    return family ? words.getFirst() + words.get(1) : words.getFirst();
  }
}
