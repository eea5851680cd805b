package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.AttemptView;
import dev.muster.api.CheckpointView;
import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.api.PointView;
import dev.muster.api.ResumptionView;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
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

  /** The same once more, as a new job. */
  static Drill again(Drill former) {
    Drill next = new Drill(former.muster, former.folder, former.ref.name());
    return next.gang(former.nodes, former.ranksPerNode).steps(former.steps, former.every);
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
    awaitThatOffspringIsKnown();
    return Standing.of(Files.readString(at));
  }

  /** Guards look around ten times a second: whoever was never seen cannot be ended. */
  private void awaitThatOffspringIsKnown() {
    if (environment.containsKey("DRILL_OFFSPRING")) {
      Awaitility.await("guards that know the offspring")
          .atMost(SOON)
          .pollInterval(LOOK)
          .ignoreExceptions()
          .until(() -> known().containsAll(offspring().keySet()));
    }
  }

  private Set<RealProcess> known() throws IOException {
    Set<RealProcess> known = new HashSet<>();
    for (Path family : muster.files("nodes/[^/]+/family")) {
      for (String line : Files.readAllLines(family)) {
        String[] words = line.split(" ", -1);
        known.add(new RealProcess(Long.parseLong(words[0]), Long.parseLong(words[1])));
      }
    }
    return known;
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
        %s%s\
        """
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

  /** Submits it, and waits until a rank stands at a point and what was saved before is verified. */
  Standing submitAndStand(String point, int rank) throws IOException {
    submit();
    Standing standing = standing(point, rank);
    awaitCheckpoints();
    return standing;
  }

  /** Gives it an order. */
  JobView order(JobOrder order) throws IOException {
    return order(order, UUID.randomUUID().toString());
  }

  /** Gives it an order under a key. */
  JobView order(JobOrder order, String key) throws IOException {
    try (MusterClient client = muster.client()) {
      return client.order(ref, order, key);
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

  /** Waits until every checkpoint that its ranks have written so far is verified. */
  void awaitCheckpoints() throws IOException {
    long newest = (traces().step() - 1) / every * every;
    if (newest > 0) {
      awaitCheckpoint(newest, "verified");
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

  /** Now is when it begins to take time. */
  void struck() {
    struckAtNanos = System.nanoTime();
  }

  /** Something of it is hit now, by the signal that nobody can catch. */
  void strike(RealProcess... processes) throws IOException, InterruptedException {
    struck();
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
    List<Double> expected = Curve.of(ranks(), steps);
    for (SeriesView series : series()) {
      for (PointView point : series.points()) {
        double loss = Objects.requireNonNull(point.value());
        assertThat(loss)
            .as("loss of step %d in attempt %d", point.step(), series.attempt())
            .isEqualTo(expected.get((int) point.step() - 1));
      }
    }
    assertThat(losses()).as("losses of all steps").isEqualTo(expected);
  }

  /** The loss of every step that was reported, in the order of the steps. */
  List<Double> losses() throws IOException {
    Map<Long, Double> seen = new TreeMap<>();
    for (SeriesView series : series()) {
      series.points().forEach(point -> seen.put(point.step(), point.value()));
    }
    return List.copyOf(seen.values());
  }

  private List<SeriesView> series() throws IOException {
    try (MusterClient client = muster.client()) {
      return client.metrics(ref, new MetricQuery(List.of("loss"), null)).series();
    }
  }

  /** The log of every rank of these attempts is, byte for byte, what the rank wrote. */
  void assertLogsAsWritten(int... attempts) throws IOException {
    Path logs = Path.of(await(job -> true).files().logs());
    for (int attempt : attempts) {
      for (int rank = 0; rank < ranks(); rank++) {
        Path said = folder.resolve("said").resolve(attempt + "-" + rank);
        Path kept = logs.resolve("" + attempt).resolve("" + rank);
        assertThat(kept).as("log of attempt %d", attempt).hasSameBinaryContentAs(said);
      }
    }
  }

  /** Soon nobody lives that its ranks have started, however it tried to get away. */
  void assertNobodyIsLeft() {
    Map<RealProcess, String> offspring = offspring();
    Awaitility.await("the end of the offspring of " + ref.name())
        .atMost(GONE_MAX)
        .pollInterval(LOOK)
        .untilAsserted(() -> assertThat(alive(offspring)).isEmpty());
  }

  /** How each that is left had tried to get away. */
  private static List<String> alive(Map<RealProcess, String> offspring) {
    return offspring.entrySet().stream()
        .filter(entry -> entry.getKey().alive())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .toList();
  }

  private Map<RealProcess, String> offspring() {
    if (environment.containsKey("DRILL_OFFSPRING")) {
      assertThat(traces().hadOffspring()).as("offspring of %s", ref.name()).isTrue();
    }
    return traces().offspring();
  }

  /** How long it took from the strike until all ranks of the newest attempt had made a step. */
  Recovery recovery() throws IOException {
    List<AttemptView> attempts = await(job -> true).attempts();
    int newest = attempts.getLast().number();
    long took = traces().trainedAtNanos(newest) - struckAtNanos;
    return new Recovery(Duration.ofNanos(took), traces().stepsLost(newest));
  }

  /** Waits until a server answers that knows the job, and says how long that took. */
  Recovery answered() {
    Awaitility.await("a server that knows " + ref)
        .atMost(SOON)
        .pollInterval(LOOK)
        .ignoreExceptions()
        .until(() -> await(job -> true) != null);
    return sinceStruck();
  }

  /** The step that the newest attempt took up from. */
  static long resumedFrom(JobView job) {
    ResumptionView from = Objects.requireNonNull(job.attempts().getLast().resumedFrom());
    return Objects.requireNonNull(from.step());
  }

  /** The time since the strike, which has cost no step. */
  Recovery sinceStruck() {
    return Recovery.since(struckAtNanos);
  }

  /** The processes of an attempt, once all of its ranks have begun, with the time of that. */
  Map<RealProcess, Long> began(int attempt) {
    return Awaitility.await("all ranks of attempt " + attempt)
        .atMost(SOON)
        .pollInterval(LOOK)
        .until(() -> traces().began(attempt), begun -> begun.size() == ranks());
  }

  /** What its ranks have noted down. */
  Traces traces() {
    return new Traces(folder);
  }

  private int ranks() {
    return nodes * ranksPerNode;
  }
}
