package dev.muster.server;

import dev.muster.spi.Capabilities;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.CapacityQuery;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.Flavor;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.Offer;
import dev.muster.spi.Owned;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Precondition;
import dev.muster.spi.ProviderConfig;
import dev.muster.spi.ProviderContext;
import dev.muster.spi.ProviderId;
import dev.muster.spi.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A machine of a thousand cores that grants every claim and starts nothing. It remembers in files,
 * so it outlives the process of its server, and whoever plays the agents finds their tokens there.
 *
 * @param folder a file for each claim: the join token of each node
 */
record GrantingProvider(Path folder) implements CapacityProviderFactory {
  private static final long GIB = 1L << 30;

  @Override
  public String type() {
    return "local";
  }

  @Override
  public CapacityProvider open(ProviderConfig config, ProviderContext context) {
    return new Session(config.id(), folder);
  }

  private record Session(ProviderId id, Path folder) implements CapacityProvider {
    @Override
    public Capabilities capabilities() {
      return new Capabilities(Capabilities.Idempotency.NAME, Duration.ZERO, true);
    }

    @Override
    public Catalog catalog() {
      NodeSize machine = new NodeSize(1000, 1000 * GIB, null);
      return new Catalog("1", List.of(new Flavor("local", machine, 1, true, BigDecimal.ZERO)));
    }

    @Override
    public List<Offer> offers(CapacityQuery query) {
      return List.of();
    }

    @Override
    public ClaimState claim(ClaimId claim, ClaimRequest request) {
      List<String> tokens = request.bootstrap().joinTokens().stream().map(Secret::reveal).toList();
      try {
        Path fresh = folder.resolve("." + claim);
        Files.write(fresh, tokens);
        Files.move(fresh, folder.resolve(claim.value()), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return observe(claim);
    }

    @Override
    public ClaimState observe(ClaimId claim) {
      try {
        Path file = folder.resolve(claim.value());
        return Files.exists(file)
            ? new ClaimState.Granted(nodes(Files.readAllLines(file).size()))
            : new ClaimState.Vanished(Fault.of(FaultCode.NOT_FOUND, "never heard of it"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ClaimState release(ClaimId claim) {
      try {
        Files.deleteIfExists(folder.resolve(claim.value()));
        return new ClaimState.Released();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Owned owned(OwnerTag owner) {
      return new Owned(List.of(), true, List.of());
    }

    @Override
    public void destroyOrphan(OwnedResource resource, Precondition still) {}

    @Override
    public void close() {}

    private static List<GrantedNode> nodes(int count) {
      return IntStream.range(0, count)
          .mapToObj(node -> new GrantedNode(node, "node-" + node, "127.0.0.1", List.of()))
          .toList();
    }
  }
}
