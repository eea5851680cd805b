package dev.muster.manifest;

import dev.muster.manifest.tree.Entry;
import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Deadlines;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.ModelShape;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.PythonSpec;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Secret;
import dev.muster.model.spec.Training;
import dev.muster.spi.Accelerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A job as a manifest again: every field that has a value, defaults included, in one spelling. The
 * manifest reads as the same job, and equal jobs give equal manifests.
 */
public final class JobTree {
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final Pointer pointer;

  private JobTree(Pointer pointer) {
    this.pointer = pointer;
  }

  /** The manifest of a job. */
  public static Mapping of(JobSpec job) {
    JobTree tree = new JobTree(Pointer.ROOT);
    tree.put("apiVersion", "muster.dev/v1");
    tree.put("kind", "TrainingJob");
    JobTree metadata = tree.below("metadata");
    metadata.put("name", job.name());
    metadata.put("project", job.project());
    JobTree labels = metadata.below("labels");
    job.labels().forEach(labels::put);
    metadata.put(labels);
    tree.put(metadata);
    JobTree spec = tree.below("spec");
    spec.addProgram(job);
    spec.add(job.resources());
    spec.add(job.model());
    spec.add(job.training());
    spec.add(job.parallelism());
    spec.add(job.checkpoint());
    spec.add(job.recovery());
    spec.add(job.timing().deadlines());
    spec.putAll("needs", job.timing().needs());
    tree.put(spec);
    return tree.mapping();
  }

  private void addProgram(JobSpec job) {
    put("priority", job.timing().priority());
    put("framework", word(job.framework()));
    put("workdir", job.workdir());
    add(job.python());
    put("setup", job.setup());
    putAll("command", job.command().arguments());
    put("launcher", word(job.launcher()));
    JobTree env = below("env");
    job.env().forEach(env::put);
    put(env);
    addSecrets(job.secrets());
  }

  private void add(@Nullable PythonSpec python) {
    if (python != null) {
      JobTree section = below("python");
      section.put("requirements", python.requirements());
      section.put("version", python.version());
      section.put("interpreter", Objects.requireNonNullElse(python.interpreter(), "auto"));
      put(section);
    }
  }

  private void addSecrets(List<Secret> secrets) {
    List<Node> items = new ArrayList<>();
    for (Secret secret : secrets) {
      JobTree item = item("secrets", items.size());
      item.put("name", secret.name());
      JobTree from = item.below("from");
      switch (secret.from()) {
        case Secret.Env(String variable) -> from.put("env", variable);
        case Secret.File(String path) -> from.put("file", path);
      }
      item.put(from);
      items.add(item.mapping());
    }
    putItems("secrets", items);
  }

  private void add(Resources resources) {
    Accelerator accelerator = resources.accelerator();
    String type = accelerator == null ? "cpu" : accelerator.type();
    JobTree section = below("resources");
    section.put("nodes", resources.nodes());
    section.put("accelerators", type + ":" + resources.ranksPerNode());
    section.put("cpus", resources.cores());
    section.put("memory", bytes(resources.memoryBytes()));
    section.put("disk", bytes(resources.diskBytes()));
    section.putAll("ports", resources.ports());
    put(section);
  }

  private void add(@Nullable ModelShape shape) {
    if (shape == null) {
      return;
    }
    JobTree model = below("model");
    JobTree section = model.below("shape");
    section.put("layers", shape.layers());
    section.put("hidden", shape.hidden());
    section.put("heads", shape.heads());
    section.put("kvHeads", shape.kvHeads());
    section.put("feedForward", shape.feedForward());
    section.put("vocabulary", shape.vocabulary());
    section.put("headDim", shape.headDim());
    section.put("tied", shape.tied());
    section.put("gated", shape.gated());
    model.put(section);
    put(model);
  }

  private void add(@Nullable Training training) {
    if (training != null) {
      JobTree section = below("training");
      section.put("globalBatch", training.globalBatch());
      section.put("sequenceLength", training.sequenceLength());
      section.put("precision", training.precision());
      section.put("optimizer", training.optimizer());
      section.put("tokens", training.tokens());
      put(section);
    }
  }

  private void add(Parallelism parallelism) {
    switch (parallelism) {
      case Parallelism.Auto _ -> put("parallelism", "auto");
      case Parallelism.Fixed fixed -> {
        JobTree section = below("parallelism");
        section.put("data", fixed.data());
        section.put("pipeline", fixed.pipeline());
        section.put("microbatch", fixed.microbatch());
        section.put("schedule", fixed.schedule().word());
        put(section);
      }
    }
  }

  private void add(CheckpointSpec checkpoint) {
    JobTree section = below("checkpoint");
    section.put("path", checkpoint.path());
    section.put("resumeFrom", checkpoint.resumeFrom());
    JobTree every = section.below("every");
    every.put("steps", checkpoint.everySteps());
    section.put(every);
    section.put("keep", checkpoint.keep());
    section.put("signal", checkpoint.signal());
    section.put("grace", seconds(checkpoint.grace()));
    put(section);
  }

  private void add(RecoverySpec recovery) {
    JobTree section = below("recovery");
    section.put("maxRestarts", recovery.maxRestarts());
    section.put("hangAfter", seconds(recovery.hangAfter()));
    List<Node> items = new ArrayList<>();
    for (RecoveryRule rule : recovery.rules()) {
      JobTree item = section.item("rules", items.size());
      JobTree on = item.below("on");
      switch (rule.on()) {
        case RecoveryRule.ExitCode(int code) -> on.put("exitCode", code);
        case RecoveryRule.LogLine(String pattern) -> on.put("log", pattern);
        case RecoveryRule.Metric metric -> on.put("metric", text(metric));
      }
      item.put(on);
      item.put("action", word(rule.action()));
      items.add(item.mapping());
    }
    section.putItems("rules", items);
    put(section);
  }

  private void add(Deadlines deadlines) {
    JobTree section = below("deadlines");
    section.put("start", seconds(deadlines.start()));
    section.put("run", seconds(deadlines.run()));
    section.put("finishBy", Objects.toString(deadlines.finishBy(), null));
    put(section);
  }

  private static String text(RecoveryRule.Metric metric) {
    return switch (metric.comparison()) {
      case NAN -> metric.name() + " is nan";
      case ABOVE -> metric.name() + " > " + metric.bound();
      case BELOW -> metric.name() + " < " + metric.bound();
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable String seconds(@Nullable Duration time) {
    return time == null ? null : time.toSeconds() + "s";
  }

  /** Nothing when it was not told. */
  private static @Nullable String bytes(long amount) {
    return amount == 0 ? null : amount + "B";
  }

  private JobTree below(String name) {
    return new JobTree(pointer.child(name));
  }

  private JobTree item(String list, int index) {
    return new JobTree(pointer.child(list).child(index));
  }

  private Mapping mapping() {
    return new Mapping(Place.START, pointer, entries);
  }

  /** A section; nothing when it is empty. */
  private void put(JobTree section) {
    if (!section.entries.isEmpty()) {
      putNode(section.pointer.name(), section.mapping());
    }
  }

  private void put(String name, @Nullable String text) {
    if (text != null) {
      putNode(name, scalar(pointer.child(name), text, Scalar.Kind.TEXT));
    }
  }

  private void put(String name, @Nullable Number number) {
    if (number != null) {
      putNode(name, scalar(pointer.child(name), number.toString(), Scalar.Kind.WHOLE));
    }
  }

  private void put(String name, boolean flag) {
    putNode(name, scalar(pointer.child(name), Boolean.toString(flag), Scalar.Kind.TRUTH));
  }

  private void putAll(String name, List<?> values) {
    List<Node> items = new ArrayList<>();
    for (Object value : values) {
      Scalar.Kind kind = value instanceof Number ? Scalar.Kind.WHOLE : Scalar.Kind.TEXT;
      items.add(scalar(pointer.child(name).child(items.size()), value.toString(), kind));
    }
    putItems(name, items);
  }

  private void putItems(String name, List<Node> items) {
    if (!items.isEmpty()) {
      putNode(name, new Sequence(Place.START, pointer.child(name), items));
    }
  }

  private void putNode(String name, Node node) {
    entries.put(name, new Entry(name, Place.START, node));
  }

  private static Scalar scalar(Pointer pointer, String text, Scalar.Kind kind) {
    return new Scalar(Place.START, pointer, text, kind);
  }
}
