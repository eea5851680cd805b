package dev.muster.server.heart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.input.Input;
import dev.muster.engine.port.Effect;
import dev.muster.engine.world.Claim;
import dev.muster.model.JobId;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.FaultCode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.ProviderContext;
import dev.muster.spi.ProviderId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of providers always come to an answer. */
@Timeout(30)
class ClaimEffectsTest {
  private static final Claim CLAIM =
      new Claim(
          new ClaimId("c-1"),
          new JobId("job001"),
          new ProviderId(Providers.LOCAL),
          "local",
          1,
          new NodeSize(1, 0, null),
          true,
          null);

  private final StubProvider provider = new StubProvider();
  private final BlockingQueue<Input> answers = new LinkedBlockingQueue<>();

  @Test
  void aLateAnswerIsUnknownFirstAndCountsWhenItComes() throws Exception {
    effects(Duration.ofMillis(50)).release(new Effect.ObserveClaim(CLAIM));

    assertThat(next())
        .isInstanceOfSatisfying(
            ClaimState.Unknown.class,
            unknown -> {
              assertThat(unknown.fault().code()).isEqualTo(FaultCode.UNKNOWN_OUTCOME);
              assertThat(unknown.fault().detail()).startsWith("local has not answered within");
            });
    assertThat(answers).isEmpty();

    provider.mayAnswer.countDown();
    assertThat(next()).isEqualTo(new ClaimState.Granted(List.of()));
  }

  @Test
  void aProviderThatThrowsHasNotAnswered() throws Exception {
    effects(Duration.ofSeconds(20)).release(new Effect.ReleaseClaim(CLAIM));

    assertThat(next())
        .isInstanceOfSatisfying(
            ClaimState.Unknown.class,
            unknown -> assertThat(unknown.fault().detail()).contains("on fire"));
  }

  private ClaimState next() throws InterruptedException {
    Input input = answers.poll(20, TimeUnit.SECONDS);
    return ((Input.ClaimObserved) requireNonNull(input)).state();
  }

  private ClaimEffects effects(Duration deadline) {
    ProviderContext context =
        new ProviderContext(InstantSource.system(), Path.of("/nowhere"), Path.of("/nowhere"));
    return new ClaimEffects(
        Providers.open(List.of(provider), Map.of(), context),
        new OwnerTag("m1"),
        new AgentTokens("key", InstantSource.system()),
        new ServerAddress(),
        "runtime",
        deadline,
        answers::add);
  }
}
