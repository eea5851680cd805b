package dev.muster.examples.figures;

import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.testkit.real.RealMuster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** How long it takes from a submission until all ranks run. */
final class SubmitToStart implements Figure {
  private static final int RUNS = 11;
  private static final int RANKS = 4;
  private static final Duration START_MAX = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 5;
  private static final double NANOS = 1e9;

  private static final String JOB =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: %s
      spec:
        workdir: %s
        setup: test -e train.sh
        command: [sh, train.sh, %s]
        resources: {nodes: 2, accelerators: cpu:2}
      """;

  /** Notes when it began, under its rank. */
  private static final String SCRIPT = "date +%s.%N >\"$1/$MUSTER_RANK\"\n";

  @Override
  public String name() {
    return "submit-to-start";
  }

  @Override
  public String definition() {
    return """
    From just before a submission until the last of %d rank processes, on 2 nodes of this machine, \
    runs its first line, which notes the time; working directory of one file and a setup of one \
    command, no Python environment; the server runs and is idle, the machine is free. rest: \
    one POST over a kept connection, the working directory not packed (workdir: none). command: \
    `orchestrator/bin/muster submit`, from the start of its process, which packs the working \
    directory; the server has it already. %d times each, taking turns; the first of each is \
    left out.\
    """
        .formatted(RANKS, RUNS);
  }

  @Override
  public String wanted() {
    return "<= 1200 ms";
  }

  @Override
  public Map<String, Object> measure(Bench bench) throws Exception {
    RealMuster muster = bench.muster(name(), Map.of("MUSTER_LOCAL_CORES", "" + RANKS));
    try (MusterClient client = muster.client()) {
      List<Double> rest = new ArrayList<>();
      List<Double> command = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        rest.add(rest(bench, muster, client, run));
        command.add(command(bench, muster, run));
      }
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("restMillis", Samples.of(rest.subList(1, RUNS)));
      told.put("commandMillis", Samples.of(command.subList(1, RUNS)));
      return told;
    } finally {
      muster.end();
    }
  }

  private static double rest(Bench bench, RealMuster muster, MusterClient client, int run)
      throws Exception {
    String name = "rest-" + run;
    Path notes = bench.folder(name);
    String job =
        JOB.formatted(name, "none", "-c, '" + SCRIPT.strip() + "', sh, " + notes)
            .replace("  workdir: none\n", "")
            .replace("  setup: test -e train.sh\n", "  setup: \"true\"\n")
            .replace("[sh, train.sh, ", "[sh, ");
    byte[] manifest = job.getBytes(StandardCharsets.UTF_8);
    double start = now();
    client.submit(new NewJob(manifest, null, null, UUID.randomUUID().toString()));
    return millis(muster, name, notes, start);
  }

  private static double command(Bench bench, RealMuster muster, int run) throws Exception {
    String name = "command-" + run;
    Path notes = bench.folder(name);
    Path workdir = bench.folder("workdir");
    Files.writeString(workdir.resolve("train.sh"), SCRIPT);
    Path manifest = bench.folder("manifests").resolve(name + ".yaml");
    Files.writeString(manifest, JOB.formatted(name, workdir, notes));
    double start = now();
    Bench.said(muster, "submit", manifest.toString());
    return millis(muster, name, notes, start);
  }

  private static double millis(RealMuster muster, String name, Path notes, double start)
      throws Exception {
    double last = last(notes);
    JobView ended = muster.await(new JobRef("default", name), JobView::finished);
    if (!ended.state().equals("succeeded")) {
      throw new IOException("%s: %s: %s".formatted(name, ended.state(), ended.reason()));
    }
    return (last - start) * 1e3;
  }

  private static double now() {
    Instant now = Instant.now();
    return now.getEpochSecond() + now.getNano() / NANOS;
  }

  /** When the last rank began, once all have. */
  private static double last(Path notes) throws Exception {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      List<Double> times = times(notes);
      if (times.size() == RANKS) {
        return times.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw new IOException(
        "%s: %d ranks (expected: %d)".formatted(notes, times(notes).size(), RANKS));
  }

  private static List<Double> times(Path notes) throws IOException {
    List<Double> times = new ArrayList<>();
    try (Stream<Path> files = Files.list(notes)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        if (text.endsWith("\n")) {
          times.add(Double.parseDouble(text.strip()));
        }
      }
    }
    return times;
  }
}
