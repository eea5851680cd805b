package dev.muster.spi;

/** Opens sessions with one type of provider; found by {@link java.util.ServiceLoader}. */
public interface CapacityProviderFactory {
  /** The type that a provider manifest names, for example {@code local}. */
  String type();

  /** Opens a session. Several accounts are several sessions; there is no static state. */
  CapacityProvider open(ProviderConfig config, ProviderContext context);
}
