package dev.muster.server.heart;

import dev.muster.engine.input.Input;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.Catalog;
import dev.muster.spi.ProviderConfig;
import dev.muster.spi.ProviderContext;
import dev.muster.spi.ProviderId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources of capacity that this installation has, and what each was last seen to give. */
public final class Providers implements AutoCloseable {
  /** The type and the name of the provider that is always there. */
  public static final String LOCAL = "local";

  private static final Logger log = LoggerFactory.getLogger(Providers.class);

  private final Map<ProviderId, CapacityProvider> sessions;
  private final Map<ProviderId, Catalog> catalogs = new ConcurrentHashMap<>();

  private Providers(Map<ProviderId, CapacityProvider> sessions) {
    this.sessions = sessions;
  }

  /**
   * Opens the provider of this machine.
   *
   * @throws IllegalStateException if no factory of that type is there
   */
  static Providers open(
      List<CapacityProviderFactory> factories,
      Map<String, String> settings,
      ProviderContext context) {
    CapacityProviderFactory local =
        factories.stream()
            .filter(factory -> factory.type().equals(LOCAL))
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "providers: none of type \"%s\" among %d (expected: one)"
                        .formatted(LOCAL, factories.size())));
    Map<ProviderId, CapacityProvider> sessions = new LinkedHashMap<>();
    ProviderId id = new ProviderId(LOCAL);
    sessions.put(id, local.open(new ProviderConfig(id, settings), context));
    return new Providers(sessions);
  }

  /** A session with each. */
  Collection<CapacityProvider> sessions() {
    return List.copyOf(sessions.values());
  }

  Optional<CapacityProvider> session(ProviderId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** Whether a provider's nodes see the data directory. */
  public boolean sharesFileSystem(ProviderId id) {
    return session(id).map(session -> session.capabilities().sharesFileSystem()).orElse(false);
  }

  /** What each provider was last seen to give. */
  public Map<ProviderId, Catalog> catalogs() {
    return Map.copyOf(catalogs);
  }

  /** Asks every provider what it can give, and tells what is new. */
  void look(Consumer<Input> engine) {
    sessions.forEach((id, session) -> look(id, session, engine));
  }

  private void look(ProviderId id, CapacityProvider session, Consumer<Input> engine) {
    try {
      Catalog catalog = session.catalog();
      Catalog former = catalogs.put(id, catalog);
      if (former == null || !former.version().equals(catalog.version())) {
        log.info("provider={} catalog={} flavors={}", id, catalog.version(), catalog.flavors());
        engine.accept(new Input.CapacityObserved(id, catalog));
      }
    } catch (RuntimeException e) {
      log.warn("provider={} catalog=unreadable cause={}", id, e.toString());
    }
  }

  @Override
  public void close() {
    sessions.values().forEach(CapacityProvider::close);
  }
}
