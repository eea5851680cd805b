package dev.muster.spi;

import java.util.Map;

/**
 * The configuration of one provider.
 *
 * @param id its name in this installation
 * @param settings its own block, flattened; secrets are references
 */
public record ProviderConfig(ProviderId id, Map<String, String> settings) {
  public ProviderConfig {
    settings = Map.copyOf(settings);
  }
}
