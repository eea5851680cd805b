package dev.muster.server.heart;

import dev.muster.engine.input.Input;
import dev.muster.engine.port.Effect;
import dev.muster.engine.port.Effects;
import dev.muster.engine.world.Claim;
import dev.muster.spi.Bootstrap;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls providers, each call on a virtual thread of its own. A provider that throws has not
 * answered: then nobody can say whether the call was applied.
 */
final class ClaimEffects implements Effects {
  private static final Logger log = LoggerFactory.getLogger(ClaimEffects.class);

  private final Providers providers;
  private final OwnerTag owner;
  private final AgentTokens tokens;
  private final ServerAddress address;
  private final String runtimeDigest;
  private final Consumer<Input> answers;

  /**
   * @param runtimeDigest what names the agent's runtime
   * @param answers takes what came of a call
   */
  ClaimEffects(
      Providers providers,
      OwnerTag owner,
      AgentTokens tokens,
      ServerAddress address,
      String runtimeDigest,
      Consumer<Input> answers) {
    this.providers = providers;
    this.owner = owner;
    this.tokens = tokens;
    this.address = address;
    this.runtimeDigest = runtimeDigest;
    this.answers = answers;
  }

  @Override
  public void release(Effect effect) {
    Thread.ofVirtual().name("effect-" + effect.claim()).start(() -> carryOut(effect));
  }

  private void carryOut(Effect effect) {
    ClaimState state = called(effect);
    log.debug(
        "claim={} call={} state={}", effect.claim(), effect.getClass().getSimpleName(), state);
    answers.accept(new Input.ClaimObserved(effect.claim(), state));
  }

  private ClaimState called(Effect effect) {
    Claim claim = effect.subject();
    Optional<CapacityProvider> provider = providers.session(claim.provider());
    if (provider.isEmpty()) {
      return unknown("provider %s is not configured".formatted(claim.provider()));
    }
    try {
      return call(provider.get(), effect);
    } catch (RuntimeException e) {
      log.error("claim={} provider={} fault=thrown", claim.id(), claim.provider(), e);
      return unknown("%s: %s".formatted(claim.provider(), e));
    }
  }

  private ClaimState call(CapacityProvider provider, Effect effect) {
    return switch (effect) {
      case Effect.RequestClaim request -> provider.claim(request.claim(), of(request.subject()));
      case Effect.ObserveClaim observe -> provider.observe(observe.claim());
      case Effect.ReleaseClaim release -> provider.release(release.claim());
    };
  }

  private ClaimRequest of(Claim claim) {
    List<Secret> joinTokens =
        IntStream.range(0, claim.nodes())
            .mapToObj(node -> tokens.issue(new AgentIdentity(claim.id(), node)))
            .toList();
    return new ClaimRequest(
        owner,
        claim.flavor(),
        claim.nodes(),
        claim.node(),
        Map.of("job", claim.job().value()),
        new Bootstrap(address.url(), runtimeDigest, joinTokens));
  }

  private static ClaimState unknown(String detail) {
    return new ClaimState.Unknown(Fault.of(FaultCode.UNKNOWN_OUTCOME, detail));
  }
}
