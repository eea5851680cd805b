package dev.muster.server.figures;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Submission;
import dev.muster.manifest.Canonical;
import dev.muster.manifest.Manifests;
import dev.muster.manifest.Reading;
import dev.muster.model.JobId;
import dev.muster.model.spec.JobSpec;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The jobs that are measured with: small and alike, as somebody submits them who tries things. */
final class Sweep {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  private static final String JOB =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: sweep-%06d
      spec:
        command: [python3, train.py, --lr, "3e-4"]
        env:
          RUN_GROUP: sweep
          SEED: "%d"
        resources:
          nodes: 1
          accelerators: cpu:1
        training:
          globalBatch: 32
          sequenceLength: 512
          tokens: 100M
        checkpoint: {every: {steps: 500}, keep: 3}
        recovery: {maxRestarts: 5, hangAfter: 10m}
      """;

  private Sweep() {}

  /** The manifest of one job. */
  static String manifest(int number) {
    return JOB.formatted(number, number);
  }

  /** The first so many jobs in one text. */
  static String manifests(int count) {
    return IntStream.range(0, count).mapToObj(Sweep::manifest).collect(Collectors.joining("---\n"));
  }

  /** The job of this number, read. */
  static JobSpec spec(int number) {
    return switch (Manifests.read(manifest(number), "manifest")) {
      case Reading.Valid valid -> valid.spec();
      case Reading.Invalid invalid -> throw new IllegalStateException(invalid.errors().toString());
    };
  }

  /** The submission of this number, ready for the engine. */
  static Input.Submit submit(int number) {
    JobSpec spec = spec(number);
    Submission submission =
        new Submission(
            NOW.plusMillis(number),
            manifest(number),
            Canonical.digest(spec),
            null,
            "/usr/bin/python3",
            "key-" + number);
    return switch (Planner.plan(spec)) {
      case Planning.Planned planned ->
          new Input.Submit(id(number), spec, planned.plan(), submission, List.of(), List.of());
      case Planning.Refused refused ->
          throw new IllegalStateException(refused.refusals().toString());
    };
  }

  private static JobId id(int number) {
    return new JobId("job%09d".formatted(number));
  }
}
