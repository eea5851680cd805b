package dev.muster.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Recoveries;
import dev.muster.engine.world.Submission;
import dev.muster.manifest.Manifests;
import dev.muster.manifest.Overrides;
import dev.muster.manifest.Reading;
import dev.muster.model.JobId;
import dev.muster.model.run.Cause;
import dev.muster.model.run.Ending;
import dev.muster.model.run.JobState;
import dev.muster.spi.FaultCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told to do about a failure can be done. */
class RemediesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Pattern COMMAND =
      Pattern.compile("muster (describe|explain|logs|doctor)( [a-z0-9/-]+)?( --(rank|node) \\d+)?");
  private static final Pattern FIELD = Pattern.compile("(spec(?:\\.[a-zA-Z]+)+): (.+)");

  private static final String MANIFEST =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: demo
      spec:
        command: [python, train.py]
        needs: [prepare]
        resources:
          nodes: 1
          accelerators: cpu:2
          memory: 1GiB
          ports: [8080]
        deadlines: {start: 6h, run: 20m, finishBy: "2026-01-01T01:00:00Z"}
        recovery:
          maxRestarts: 2
          hangAfter: 5m
      """;

  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void everyCauseHasSomethingToDoThatCanBeDone(FaultCode code) {
    assertDoable(new Cause(code, 1, 0, "what was seen", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spec.deadlines.start", "spec.deadlines.run", "spec.deadlines.finishBy"})
  void aDeadlineIsMetByAFieldWithMoreTime(String field) {
    List<String> next =
        assertDoable(Cause.of(FaultCode.DEADLINE_EXCEEDED, "it took long (%s)".formatted(field)));

    assertThat(next).anyMatch(line -> line.startsWith(field + ": "));
  }

  private static List<String> assertDoable(Cause cause) {
    List<String> next = Remedies.of(job(cause), cause);
    assertThat(next).isNotEmpty().allSatisfy(RemediesTest::assertDoable);
    return next;
  }

  private static void assertDoable(String line) {
    var field = FIELD.matcher(line);
    if (!field.matches()) {
      assertThat(line).matches(COMMAND);
      return;
    }
    String setting = field.group(1) + "=" + field.group(2);
    assertThat(read(Overrides.of(List.of(setting), List.of())))
        .as(setting)
        .isInstanceOf(Reading.Valid.class);
  }

  private static Job job(Cause cause) {
    Manifest manifest =
        Request.read(MANIFEST.getBytes(StandardCharsets.UTF_8)).manifests().getFirst();
    return new Job(
        new JobId("demo0001"),
        manifest.spec(),
        manifest.plan(),
        new Submission(NOW, MANIFEST, "digest", null, null, null),
        new JobState.Finished(NOW.plusSeconds(9), Ending.failed(cause)),
        List.of(),
        0,
        Recoveries.NONE,
        List.of(new Need("prepare", new JobId("prepare1"), false)),
        1);
  }

  private static Reading read(Overrides overrides) {
    return Manifests.readAll(MANIFEST, "demo.yaml", overrides).getFirst();
  }
}
