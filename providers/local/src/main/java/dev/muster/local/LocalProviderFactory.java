package dev.muster.local;

import dev.muster.local.gateway.NvidiaSmi;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.ProviderConfig;
import dev.muster.spi.ProviderContext;

/** Opens the provider {@code local}: this machine. */
public final class LocalProviderFactory implements CapacityProviderFactory {
  @Override
  public String type() {
    return "local";
  }

  @Override
  public CapacityProvider open(ProviderConfig config, ProviderContext context) {
    NvidiaSmi gpus = new NvidiaSmi("nvidia-smi", System.getenv());
    LocalCatalog catalog =
        LocalCatalog.of(LocalConfig.of(config.settings()), gpus, context.dataDirectory());
    return new LocalProvider(config.id(), context, catalog);
  }
}
