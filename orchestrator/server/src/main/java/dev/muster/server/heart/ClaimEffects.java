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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls providers, each call on a virtual thread of its own. A provider that throws, or takes
 * longer than the deadline, has not answered: then nobody can say whether the call was applied. A
 * late answer still counts when it comes.
 */
final class ClaimEffects implements Effects {
  /** How long a provider may take to answer. */
  static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(ClaimEffects.class);

  private final Providers providers;
  private final OwnerTag owner;
  private final AgentTokens tokens;
  private final ServerAddress address;
  private final String runtimeDigest;
  private final Duration deadline;
  private final Consumer<Input> answers;

  /**
   * @param runtimeDigest what names the agent's runtime
   * @param deadline how long a provider may take to answer
   * @param answers takes what came of a call
   */
  ClaimEffects(
      Providers providers,
      OwnerTag owner,
      AgentTokens tokens,
      ServerAddress address,
      String runtimeDigest,
      Duration deadline,
      Consumer<Input> answers) {
    this.providers = providers;
    this.owner = owner;
    this.tokens = tokens;
    this.address = address;
    this.runtimeDigest = runtimeDigest;
    this.deadline = deadline;
    this.answers = answers;
  }

  @Override
  public void release(Effect effect) {
    Thread.ofVirtual().name("effect-" + effect.claim()).start(() -> carryOut(effect));
  }

  private void carryOut(Effect effect) {
    CompletableFuture<ClaimState> answer =
        CompletableFuture.supplyAsync(() -> called(effect), ClaimEffects::onItsOwn);
    try {
      tell(effect, answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      tell(effect, unanswered(effect));
      tell(effect, answer.join());
    } catch (ExecutionException e) {
      tell(effect, unknown(String.valueOf(e.getCause())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void onItsOwn(Runnable call) {
    Thread.ofVirtual().name("provider-call").start(call);
  }

  private ClaimState unanswered(Effect effect) {
    String provider = effect.subject().provider().value();
    log.warn("claim={} provider={} answer=late", effect.claim(), provider);
    return unknown("%s has not answered within %d s".formatted(provider, deadline.toSeconds()));
  }

  private void tell(Effect effect, ClaimState state) {
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
