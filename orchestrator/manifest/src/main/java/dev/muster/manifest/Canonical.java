package dev.muster.manifest;

import dev.muster.manifest.tree.Pointer;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.ModelShape;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.PythonSpec;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Secret;
import dev.muster.model.spec.Timing;
import dev.muster.model.spec.Training;
import dev.muster.spi.Accelerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A job as values by JSON pointer, defaults included, so that two manifests that ask for the same
 * compare equal whatever their order, spelling and comments.
 */
public final class Canonical {
  private final SortedMap<String, String> values = new TreeMap<>();

  /**
   * A field in which two jobs differ.
   *
   * @param first its value in the first job; null when that has none
   * @param second its value in the second job; null when that has none
   */
  public record Difference(String pointer, @Nullable String first, @Nullable String second) {}

  private Canonical() {}

  /** One line for each value, {@code POINTER VALUE}, sorted by pointer. */
  public static String text(JobSpec spec) {
    return of(spec).entrySet().stream()
        .map(value -> value.getKey() + " " + escaped(value.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** SHA-256 of the text, in hexadecimal. */
  public static String digest(JobSpec spec) {
    byte[] text = text(spec).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(text));
  }

  /** The fields in which two jobs differ, sorted by pointer; none when they are equal. */
  public static List<Difference> difference(JobSpec first, JobSpec second) {
    SortedMap<String, String> left = of(first);
    SortedMap<String, String> right = of(second);
    SortedSet<String> pointers = new TreeSet<>(left.keySet());
    pointers.addAll(right.keySet());
    return pointers.stream()
        .filter(pointer -> !Objects.equals(left.get(pointer), right.get(pointer)))
        .map(pointer -> new Difference(pointer, left.get(pointer), right.get(pointer)))
        .toList();
  }

  private static SortedMap<String, String> of(JobSpec spec) {
    Canonical canonical = new Canonical();
    canonical.add(spec);
    return canonical.values;
  }

  private void add(JobSpec spec) {
    put("/metadata/project", spec.project());
    put("/metadata/name", spec.name());
    spec.labels()
        .forEach((name, value) -> put(new Pointer("/metadata/labels").child(name).text(), value));
    put("/spec/framework", spec.framework().name().toLowerCase(Locale.ROOT));
    put("/spec/workdir", spec.workdir());
    add(spec.python());
    put("/spec/setup", spec.setup());
    addAll("/spec/command", spec.command().arguments());
    put("/spec/launcher", spec.launcher().name().toLowerCase(Locale.ROOT));
    spec.env().forEach((name, value) -> put(new Pointer("/spec/env").child(name).text(), value));
    for (int i = 0; i < spec.secrets().size(); i++) {
      add("/spec/secrets/" + i, spec.secrets().get(i));
    }
    add(spec.resources());
    add(spec.model());
    add(spec.training());
    add(spec.parallelism());
    add(spec.checkpoint());
    add(spec.recovery());
    add(spec.timing());
  }

  private void add(@Nullable PythonSpec python) {
    if (python != null) {
      put("/spec/python/requirements", python.requirements());
      put("/spec/python/version", python.version());
      put("/spec/python/interpreter", Objects.requireNonNullElse(python.interpreter(), "auto"));
    }
  }

  private void add(Resources resources) {
    put("/spec/resources/nodes", resources.nodes());
    put("/spec/resources/accelerators", accelerators(resources));
    put("/spec/resources/cpus", resources.cores());
    put("/spec/resources/memory", resources.memoryBytes());
    put("/spec/resources/disk", resources.diskBytes());
    addAll("/spec/resources/ports", resources.ports());
  }

  private void add(@Nullable ModelShape shape) {
    if (shape != null) {
      put("/spec/model/shape/layers", shape.layers());
      put("/spec/model/shape/hidden", shape.hidden());
      put("/spec/model/shape/heads", shape.heads());
      put("/spec/model/shape/kvHeads", shape.kvHeads());
      put("/spec/model/shape/feedForward", shape.feedForward());
      put("/spec/model/shape/vocabulary", shape.vocabulary());
      put("/spec/model/shape/headDim", shape.headDim());
      put("/spec/model/shape/tied", shape.tied());
      put("/spec/model/shape/gated", shape.gated());
    }
  }

  private void add(@Nullable Training training) {
    if (training != null) {
      put("/spec/training/globalBatch", training.globalBatch());
      put("/spec/training/sequenceLength", training.sequenceLength());
      put("/spec/training/precision", training.precision());
      put("/spec/training/optimizer", training.optimizer());
      put("/spec/training/tokens", training.tokens());
    }
  }

  private void add(Parallelism parallelism) {
    switch (parallelism) {
      case Parallelism.Auto _ -> put("/spec/parallelism", "auto");
      case Parallelism.Fixed fixed -> {
        put("/spec/parallelism/data", fixed.data());
        put("/spec/parallelism/pipeline", fixed.pipeline());
        put("/spec/parallelism/microbatch", fixed.microbatch());
        put("/spec/parallelism/schedule", fixed.schedule().word());
      }
    }
  }

  private void add(CheckpointSpec checkpoint) {
    put("/spec/checkpoint/path", checkpoint.path());
    put("/spec/checkpoint/every/steps", checkpoint.everySteps());
    put("/spec/checkpoint/grace", checkpoint.grace().toSeconds() + "s");
    put("/spec/checkpoint/resumeFrom", checkpoint.resumeFrom());
    put("/spec/checkpoint/keep", checkpoint.keep());
    put("/spec/checkpoint/signal", checkpoint.signal());
  }

  private void add(RecoverySpec recovery) {
    put("/spec/recovery/maxRestarts", recovery.maxRestarts());
    if (recovery.hangAfter() != null) {
      put("/spec/recovery/hangAfter", recovery.hangAfter().toSeconds() + "s");
    }
    for (int i = 0; i < recovery.rules().size(); i++) {
      add("/spec/recovery/rules/" + i, recovery.rules().get(i));
    }
  }

  private void add(String pointer, Secret secret) {
    put(pointer + "/name", secret.name());
    switch (secret.from()) {
      case Secret.Env(String variable) -> put(pointer + "/from/env", variable);
      case Secret.File(String path) -> put(pointer + "/from/file", path);
    }
  }

  private void add(Timing timing) {
    put("/spec/priority", timing.priority());
    addAll("/spec/needs", timing.needs());
    put("/spec/deadlines/start", seconds(timing.deadlines().start()));
    put("/spec/deadlines/run", seconds(timing.deadlines().run()));
    put("/spec/deadlines/finishBy", timing.deadlines().finishBy());
  }

  private static @Nullable String seconds(@Nullable Duration time) {
    return time == null ? null : time.toSeconds() + "s";
  }

  private void addAll(String pointer, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      put(pointer + "/" + i, values.get(i));
    }
  }

  private void add(String pointer, RecoveryRule rule) {
    switch (rule.on()) {
      case RecoveryRule.ExitCode(int code) -> put(pointer + "/on/exitCode", code);
      case RecoveryRule.LogLine(String pattern) -> put(pointer + "/on/log", pattern);
      case RecoveryRule.Metric metric -> put(pointer + "/on/metric", text(metric));
    }
    put(pointer + "/action", word(rule.action()));
  }

  private static String word(RecoveryRule.Action action) {
    return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(RecoveryRule.Metric metric) {
    return switch (metric.comparison()) {
      case NAN -> metric.name() + " is nan";
      case ABOVE -> metric.name() + " > " + metric.bound();
      case BELOW -> metric.name() + " < " + metric.bound();
    };
  }

  private void put(String pointer, @Nullable Object value) {
    if (value != null) {
      values.put(pointer, value.toString());
    }
  }

  private static String accelerators(Resources resources) {
    Accelerator accelerator = resources.accelerator();
    String type = accelerator == null ? "cpu" : accelerator.type();
    return type + ":" + resources.ranksPerNode();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
