package dev.muster.spi;

import java.util.List;

/**
 * What a provider can give at all.
 *
 * @param version changes whenever the content does
 * @param flavors every flavor; never empty for a usable provider
 */
public record Catalog(String version, List<Flavor> flavors) {
  public Catalog {
    flavors = List.copyOf(flavors);
  }
}
