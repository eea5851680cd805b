package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.AttemptView;
import dev.muster.api.CheckpointView;
import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.api.PointView;
import dev.muster.api.SeriesView;
import dev.muster.client.JobOrder;
import dev.muster.client.JobRef;
import dev.muster.client.MetricQuery;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.testkit.real.Checkout;
import dev.muster.testkit.real.RealMuster;
import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A job whose ranks run drill.py: they behave as training does and stand still where the test wants
 * it. What the ranks left behind says what a fault has cost.
 */
final class Drill {
  /** How long nobody of a job may outlive it, whatever was killed. */
  static final Duration GONE_MAX = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Path SCRIPT =
      Checkout.root().resolve("examples/src/test/resources/faults/drill.py");

  private final RealMuster muster;
  private final Path folder;
  private final JobRef ref;
  private final Map<String, String> environment = new TreeMap<>();
  private int nodes = 2;
  private int ranksPerNode = 2;
  private int steps = 12;
  private int every = 4;
  private String more = "";
  private long struckAtNanos;

  private Drill(RealMuster muster, Path folder, String name) {
    this.muster = muster;
    this.folder = folder;
    this.ref = new JobRef("default", name);
  }

  /** A drill of two nodes with two ranks each, of twelve steps, with a checkpoint every four. */
  static Drill of(RealMuster muster, Path folder, String name) throws IOException {
    for (String part : List.of("hold", "at", "said")) {
      Files.createDirectories(folder.resolve(name).resolve(part));
    }
    return new Drill(muster, folder.resolve(name), name);
  }

  Drill gang(int nodes, int ranksPerNode) {
    this.nodes = nodes;
    this.ranksPerNode = ranksPerNode;
    return this;
  }

  Drill steps(int steps, int every) {
    this.steps = steps;
    this.every = every;
    return this;
  }

  /** More lines below {@code spec}. */
  Drill spec(String lines) {
    this.more = lines;
    return this;
  }

  /** A variable of its ranks. */
  Drill variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Its ranks start processes that do what they can to get away. */
  Drill withOffspring() {
    return variable("DRILL_OFFSPRING", "yes");
  }

  /** A rank will stand still at a point, until it is let go. */
  Drill holding(String point, int rank) throws IOException {
    Files.createFile(folder.resolve("hold").resolve(point + "-" + rank));
    return this;
  }

  /** Waits until a rank stands at a point. */
  Standing standing(String point, int rank) throws IOException {
    Path at = folder.resolve("at").resolve(point + "-" + rank);
    Awaitility.await("%s: rank %d at %s".formatted(ref, rank, point))
        .atMost(SOON)
        .pollInterval(LOOK)
        .until(() -> Files.exists(at));
    return Standing.of(Files.readString(at));
  }

  /** A rank that stands goes on, and the next one that comes there passes. */
  void letGo(String point, int rank) throws IOException {
    Files.deleteIfExists(folder.resolve("hold").resolve(point + "-" + rank));
  }

  /** Its name. */
  JobRef ref() {
    return ref;
  }

  /** Writes its manifest and says where. */
  Path manifest() throws IOException {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("DRILL", folder.toString());
    variables.put("DRILL_STEPS", "" + steps);
    variables.put("DRILL_EVERY", "" + every);
    StringBuilder lines = new StringBuilder();
    variables.forEach((name, value) -> lines.append("    %s: \"%s\"%n".formatted(name, value)));
    String text =
        """
        apiVersion: muster.dev/v1
        kind: TrainingJob
        metadata:
          name: %s
        spec:
          framework: pytorch
          command: [python3, -I, %s]
          parallelism: auto
          resources: {nodes: %d, accelerators: cpu:%d}
          env:
        %s%s"""
            .formatted(ref.name(), SCRIPT, nodes, ranksPerNode, lines, more.indent(2));
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, text);
    return file;
  }

  /** Submits it to the server, which must run. */
  JobView submit() throws IOException {
    byte[] manifest = Files.readAllBytes(manifest());
    NewJob job = new NewJob(manifest, null, null, UUID.randomUUID().toString());
    try (MusterClient client = muster.client()) {
      return client.submit(job).job();
    }
  }

  /** Gives it an order. */
  JobView order(JobOrder order) throws IOException {
    try (MusterClient client = muster.client()) {
      return client.order(ref, order, UUID.randomUUID().toString());
    }
  }

  /** Waits until it is as wanted. */
  JobView await(Predicate<JobView> wanted) throws IOException {
    return muster.await(ref, wanted);
  }

  /** Waits until a checkpoint is in a state. */
  CheckpointView awaitCheckpoint(long step, String state) throws IOException {
    try (MusterClient client = muster.client()) {
      return Awaitility.await("checkpoint of step %d: %s".formatted(step, state))
          .atMost(SOON)
          .pollInterval(LOOK)
          .until(
              () ->
                  client.checkpoints(ref).items().stream()
                      .filter(c -> c.step() == step && c.state().equals(state))
                      .findFirst(),
              Optional::isPresent)
          .orElseThrow();
    }
  }

  /** All of its checkpoints. */
  List<CheckpointView> checkpoints() throws IOException {
    try (MusterClient client = muster.client()) {
      return client.checkpoints(ref).items();
    }
  }

  /** Its history. */
  List<EventView> events() throws IOException {
    try (MusterClient client = muster.client()) {
      return client.events(ref, 0).items();
    }
  }

  /** Something of it is hit now, by the signal that nobody can catch. */
  void strike(RealProcess... processes) throws IOException, InterruptedException {
    struckAtNanos = System.nanoTime();
    RealProcess.signal("KILL", Arrays.asList(processes));
  }

  /** Waits for its good end, with all that must be true then. */
  JobView succeeded() throws IOException {
    JobView job = await(JobView::finished);
    assertThat(job.state()).as("%s: %s", ref, job.reason()).isEqualTo("succeeded");
    assertLossesAsUndisturbed();
    assertNobodyIsLeft();
    return job;
  }

  /** Every loss that was reported is the one of an undisturbed run, and none is missing. */
  void assertLossesAsUndisturbed() throws IOException {
    List<Double> expected = Curve.of(nodes * ranksPerNode, steps);
    Map<Long, Double> seen = new TreeMap<>();
    for (SeriesView series : losses()) {
      for (PointView point : series.points()) {
        double loss = Objects.requireNonNull(point.value());
        assertThat(loss)
            .as("loss of step %d in attempt %d", point.step(), series.attempt())
            .isEqualTo(expected.get((int) point.step() - 1));
        seen.put(point.step(), loss);
      }
    }
    assertThat(seen.values()).as("losses of all steps").containsExactlyElementsOf(expected);
  }

  private List<SeriesView> losses() throws IOException {
    try (MusterClient client = muster.client()) {
      return client.metrics(ref, new MetricQuery(List.of("loss"), null)).series();
    }
  }

  /** The log of every rank of these attempts is, byte for byte, what the rank wrote. */
  void assertLogsAsWritten(int... attempts) throws IOException {
    Path logs = Path.of(await(job -> true).files().logs());
    for (int attempt : attempts) {
      for (int rank = 0; rank < nodes * ranksPerNode; rank++) {
        Path said = folder.resolve("said").resolve(attempt + "-" + rank);
        Path kept = logs.resolve("" + attempt).resolve("" + rank);
        assertThat(kept).as("log of attempt %d", attempt).hasSameBinaryContentAs(said);
      }
    }
  }

  /** Soon nobody lives that its ranks have started, however it tried to get away. */
  void assertNobodyIsLeft() {
    long since = System.nanoTime();
    List<RealProcess> offspring = offspring();
    if (environment.containsKey("DRILL_OFFSPRING")) {
      assertThat(said()).as("offspring").isNotEmpty();
    }
    Awaitility.await("the end of " + offspring)
        .atMost(GONE_MAX)
        .pollInterval(LOOK)
        .until(() -> offspring.stream().noneMatch(RealProcess::alive));
    System.out.printf(
        "%s: nobody left after %d ms%n", ref.name(), (System.nanoTime() - since) / 1_000_000);
  }

  private List<RealProcess> offspring() {
    return said().stream()
        .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .flatMap(pid -> RealProcess.find(pid).stream())
        .filter(process -> process.runs("sleep") || process.runs("drill"))
        .toList();
  }

  private List<String> said() {
    return lines("offspring");
  }

  /** How long it took from the strike until all ranks of the newest attempt had made a step. */
  Recovery recovery() throws IOException {
    List<AttemptView> attempts = await(job -> true).attempts();
    int newest = attempts.getLast().number();
    long trained = took(newest).mapToLong(Took::atNanos).max().orElseThrow();
    return new Recovery(Duration.ofNanos(trained - struckAtNanos), stepsLost(newest));
  }

  /** Steps of all attempts up to this one that were done again by the next. */
  long stepsLost(int newest) {
    long lost = 0;
    for (int attempt = 2; attempt <= newest; attempt++) {
      int former = attempt - 1;
      long reached = times().filter(t -> t.attempt == former).mapToLong(Took::step).max().orElse(0);
      long began =
          took(attempt).mapToLong(Took::step).min().orElse(reached + 1);
      lost += Math.max(0, reached + 1 - began);
    }
    return lost;
  }

  /** The time since the strike. */
  Recovery since(long stepsLost) {
    return new Recovery(Duration.ofNanos(System.nanoTime() - struckAtNanos), stepsLost);
  }

  /** The numbers of the processes that had started the ranks of an attempt. */
  Set<Long> agents(int attempt) {
    return took(attempt).map(Took::agent).collect(Collectors.toSet());
  }

  /** The highest step that any rank has reported. */
  long step() {
    return times().mapToLong(Took::step).max().orElse(0);
  }

  /** When a rank made a step, on the machine's steady clock, which is the JVM's too. */
  private record Took(int attempt, int rank, long step, long atNanos, long agent) {
    static Took of(String line) {
      String[] words = line.split(" ", -1);
      return new Took(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]),
          Long.parseLong(words[4]));
    }
  }

  /** The first step of every rank of an attempt. */
  private Stream<Took> took(int attempt) {
    Map<Integer, Took> first = new TreeMap<>();
    times().filter(t -> t.attempt == attempt).forEach(t -> first.putIfAbsent(t.rank, t));
    return first.values().stream();
  }

  private Stream<Took> times() {
    return lines("times").stream().map(Took::of);
  }

  private List<String> lines(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
