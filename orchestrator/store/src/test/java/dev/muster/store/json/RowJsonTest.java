package dev.muster.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.model.agent.RankReport;
import dev.muster.model.plan.Plan;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RowJsonTest {
  private final RowJson json = new RowJson();

  @Test
  void wordsStandForVariantsIdsAndCodes() {
    Ending ending =
        Ending.failed(new Cause(FaultCode.USER_EXIT, 3, null, "exit code 1", List.of("oops")));
    JobState state =
        new JobState.Draining(
            Instant.parse("2026-05-04T03:02:01Z"),
            new ClaimId("c-1"),
            ending,
            Then.RECOVER,
            StopManner.QUICKLY);

    assertThat(json.write(state))
        .isEqualTo(
            """
            {"type":"draining","since":"2026-05-04T03:02:01Z","claim":"c-1",\
            "ending":{"outcome":"failed","cause":{"code":"user.exit","rank":3,\
            "detail":"exit code 1","lastLines":["oops"]}},"then":"recover","manner":"quickly"}\
            """);
    assertThat(json.read(json.write(state), JobState.class)).isEqualTo(state);
  }

  @Test
  void aVariantWithoutContentIsItsWord() {
    assertThat(json.write(new ClaimState.Requested())).isEqualTo("{\"type\":\"requested\"}");
    assertThat(json.write(new ClaimState.Pending(null, Duration.ofMinutes(5))))
        .isEqualTo("{\"type\":\"pending\",\"expected\":\"PT5M\"}");
  }

  @Test
  void everyVariantHasAWordOfItsOwn() {
    for (Class<?> sealed : Variants.SEALED) {
      List<Class<?>> variants = List.of(sealed.getPermittedSubclasses());
      assertThat(Variants.WORDS.keySet()).as(sealed.getName()).containsAll(variants);
      assertThat(variants.stream().map(Variants.WORDS::get)).doesNotHaveDuplicates();
    }
    assertThat(Variants.SEALED.stream().flatMap(s -> Stream.of(s.getPermittedSubclasses())))
        .containsExactlyInAnyOrderElementsOf(Variants.WORDS.keySet());
  }

  @Test
  void fieldsOfAnotherVersionAreTolerated() {
    String mesh =
        "{\"data\":2,\"fsdp\":1,\"tensor\":1,\"pipeline\":1,\"context\":1,\"expert\":1,\"new\":{}}";

    Plan plan = json.read("{\"mesh\":" + mesh + ",\"later\":[1]}", Plan.class);

    assertThat(plan.mesh().data()).isEqualTo(2);
    assertThat(plan.stages()).isEmpty();
    assertThat(plan.schedule()).isNull();
  }

  @Test
  void fieldsThatAnEarlierVersionDidNotHaveMeanWhatItDid() {
    JobState draining =
        json.read(
            """
            {"type":"draining","since":"2026-05-04T03:02:01Z","claim":"c-1",\
            "ending":{"outcome":"cancelled"}}\
            """,
            JobState.class);
    CheckpointSpec checkpoint =
        json.read("{\"path\":\"c\",\"grace\":\"PT30S\",\"everySteps\":5}", CheckpointSpec.class);
    JobSpec spec = json.read("{\"project\":\"p\",\"name\":\"n\"}", JobSpec.class);
    RankReport rank =
        json.read(
            "{\"rank\":1,\"pid\":2,\"exited\":false,"
                + "\"stoppedByUs\":false,\"exitedAtMillis\":0}",
            RankReport.class);

    assertThat(draining)
        .isEqualTo(
            new JobState.Draining(
                Instant.parse("2026-05-04T03:02:01Z"),
                new ClaimId("c-1"),
                Ending.cancelled(),
                Then.FINISH,
                StopManner.GENTLY));
    assertThat(checkpoint)
        .isEqualTo(new CheckpointSpec("c", 5, Duration.ofSeconds(30), null, 3, "SIGUSR1"));
    assertThat(spec.recovery()).isEqualTo(RecoverySpec.DEFAULT);
    assertThat(rank.outOfMemory()).isFalse();
    assertThat(rank.match()).isNull();
  }

  @Test
  void anUnknownWordIsNamedWithWhatIsKnown() {
    assertThatThrownBy(() -> json.read("{\"outcome\":\"lost\"}", Ending.class))
        .hasMessageContaining("\"lost\" (expected one of [cancelled, failed, stopped, succeeded])");
  }
}
