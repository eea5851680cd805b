package dev.muster.examples.obeyed;

import static dev.muster.examples.obeyed.Proof.differs;
import static dev.muster.examples.obeyed.Proof.plan;
import static dev.muster.examples.obeyed.Proof.refused;
import static dev.muster.examples.obeyed.Proof.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import dev.muster.testkit.real.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One proof for every field that is obeyed, in the order of the table of fields. {@code
 * full/job.yaml} has a value for each; {@code minimal.yaml} has none.
 */
final class Proofs {
  private static final String COMMAND = "  command:";

  static final List<Proof> ALL =
      Stream.of(
              identity(),
              program(),
              resources(),
              model(),
              training(),
              parallelism(),
              checkpoint(),
              RecoveryProofs.all(),
              TimingProofs.all())
          .flatMap(List::stream)
          .toList();

  private Proofs() {}

  private static List<Proof> identity() {
    return List.of(
        refused("apiVersion", "muster.dev/v1", "muster.dev/v9", "apiVersion", "muster.dev/v9"),
        refused("kind", "TrainingJob", "Provider", "kind", "Provider"),
        variable("metadata.name", "MUSTER_JOB", "minimal", "full"),
        variable("metadata.project", "MUSTER_PROJECT", "default", "lab"),
        new Proof("metadata.labels", Proofs::jobsAreFoundByLabels),
        new Proof("spec.priority", TimingProofs::theHigherRunsFirst));
  }

  private static List<Proof> program() {
    return List.of(
        variable("spec.framework", "WORLD_SIZE", "unset", "4"),
        differs(
            "spec.workdir",
            rank -> rank.file("requirements.txt"),
            "absent",
            "./greeting-1.0-py3-none-any.whl\n"),
        new Proof("spec.python.requirements", Proofs::requirementsAreInstalled),
        new Proof("spec.python.version", Proofs::anotherVersionIsNotUsed),
        differs("spec.python.interpreter", rank -> found(rank, "beacon"), "no", "yes"),
        differs(
            "spec.setup",
            rank -> rank.file("prepared.txt"),
            "absent",
            "greeting=hello rank=\ngreeting=hello rank=\n"),
        differs("spec.command", Rank::arguments, "[]", "[\"two words\"]"),
        new Proof("spec.launcher", Proofs::everyRankIsAProcess)
            .and(new Proof("spec.launcher", Proofs::everyNodeIsAProcess)),
        variable("spec.env", "GREETING", "unset", "hello"),
        new Proof("spec.secrets[].name", Proofs::secretsAreThereAndNotSeen),
        new Proof("spec.secrets[].from.env", Proofs::secretsAreThereAndNotSeen),
        new Proof("spec.secrets[].from.file", Proofs::secretsAreThereAndNotSeen));
  }

  private static List<Proof> resources() {
    return List.of(
        variable("spec.resources.nodes", "MUSTER_NNODES", "1", "2")
            .and(new Proof("spec.resources.nodes", Proofs::everyNodeIsAnAgent)),
        variable("spec.resources.accelerators", "LOCAL_WORLD_SIZE", "unset", "2")
            .and(tooMuch("accelerators", "H100:8", "H100")),
        variable("spec.resources.cpus", "OMP_NUM_THREADS", "unset", "2")
            .and(tooMuch("cpus", "17", "17", "16")),
        tooMuch("memory", "9GiB", "9", "8"),
        tooMuch("disk", "900TiB", "disk"),
        refused(
                "spec.resources.ports",
                COMMAND,
                "  resources: {nodes: 2, ports: [21847]}\n" + COMMAND,
                "port",
                "21847")
            .and(new Proof("spec.resources.ports", TimingProofs::nobodySharesAPort)));
  }

  private static List<Proof> model() {
    return List.of(
        variable("spec.model.shape.layers", "MUSTER_STAGE_LAYERS", "unset", "4-6")
            .and(plan("spec.model.shape.layers", "/model/layers", "null", "7")),
        plan("spec.model.shape.hidden", "/model/hidden", "null", "96"),
        plan("spec.model.shape.heads", "/model/heads", "null", "6"),
        plan("spec.model.shape.kvHeads", "/model/kvHeads", "null", "3"),
        plan("spec.model.shape.feedForward", "/model/feedForward", "null", "160"),
        plan("spec.model.shape.vocabulary", "/model/vocabulary", "null", "300"),
        plan("spec.model.shape.headDim", "/model/headDim", "null", "20"),
        plan("spec.model.shape.tied", "/model/tied", "null", "true"),
        plan("spec.model.shape.gated", "/model/gated", "null", "true"));
  }

  private static List<Proof> training() {
    return List.of(
        plan("spec.training.globalBatch", "/training/globalBatch", "null", "12"),
        plan("spec.training.sequenceLength", "/training/sequenceLength", "null", "64"),
        plan("spec.training.precision", "/training/precision", "null", "\"bf16\""),
        plan("spec.training.optimizer", "/training/optimizer", "null", "\"sgd\""),
        plan("spec.training.tokens", "/training/steps", "null", "10"));
  }

  private static List<Proof> parallelism() {
    return List.of(
        new Proof("spec.parallelism", Proofs::autoIsDataParallel),
        variable("spec.parallelism.data", "MUSTER_DATA_SIZE", "1", "2"),
        variable("spec.parallelism.pipeline", "MUSTER_PIPELINE_SIZE", "1", "2"),
        variable("spec.parallelism.microbatch", "MUSTER_MICROBATCH_SIZE", "unset", "3"),
        plan("spec.parallelism.schedule", "/schedule/name", "null", "\"gpipe\""));
  }

  private static List<Proof> checkpoint() {
    return List.of(
        new Proof("spec.checkpoint.path", Proofs::checkpointsLieThere),
        new Proof("spec.checkpoint.resumeFrom", Proofs::resumesFromThere)
            .and(
                new Proof(
                    "spec.checkpoint.resumeFrom", RecoveryProofs::latestIsTheFormersCheckpoint)),
        plan("spec.checkpoint.every.steps", "/checkpoint/everySteps", "null", "7"),
        new Proof("spec.checkpoint.keep", RecoveryProofs::onlyAsManyAreKept),
        new Proof("spec.checkpoint.signal", RecoveryProofs::thatSignalAsks),
        new Proof("spec.checkpoint.grace", Proofs::graceIsGranted));
  }

  /** More of a resource than there is. */
  private static Proof tooMuch(String resource, String amount, String... reasons) {
    return refused(
        "spec.resources." + resource,
        COMMAND,
        "  resources: {%s: %s}\n%s".formatted(resource, amount, COMMAND),
        reasons);
  }

  private static String found(Rank rank, String module) {
    return rank.modules().contains(module) ? "yes" : "no";
  }

  private static void requirementsAreInstalled(Evidence evidence) throws IOException {
    assertThat(found(evidence.minimal(), "greeting")).isEqualTo("no");
    assertThat(found(evidence.full(3), "greeting")).isEqualTo("yes");
    Path environment = Path.of(evidence.full(3).variable("VIRTUAL_ENV"));
    assertThat(environment).startsWith(evidence.data().resolve("environments")).isDirectory();
    try (Stream<Path> files = Files.walk(environment)) {
      assertThat(files.map(file -> file.getFileName().toString())).contains("greeting.py");
    }
  }

  private static void anotherVersionIsNotUsed(Evidence evidence) {
    JobView job = evidence.job("default", "old-python");
    CauseView cause = Objects.requireNonNull(job.attempts().getLast().cause());
    assertThat(job.state()).isEqualTo("failed");
    assertThat(cause.code()).isEqualTo("environment.failed");
    assertThat(cause.detail()).contains("Python 3.", "(expected: <3)");
    assertThat(evidence.log("default", "old-python", 0)).as("no rank ran").doesNotExist();
  }

  private static void everyRankIsAProcess(Evidence evidence) {
    assertThat(evidence.full().stream().map(Rank::pid)).doesNotHaveDuplicates().hasSize(4);
  }

  private static void everyNodeIsAProcess(Evidence evidence) {
    Rank first = evidence.rank("default", "launched", 0);
    assertThat(first.variable("PET_NNODES")).isEqualTo("2");
    assertThat(first.variable("PET_NPROC_PER_NODE")).isEqualTo("2");
    assertThat(evidence.log("default", "launched", 1)).doesNotExist();
    assertThat(evidence.rank("default", "launched", 2).variable("PET_NODE_RANK")).isEqualTo("1");
  }

  private static void jobsAreFoundByLabels(Evidence evidence) throws Exception {
    assertThat(evidence.job("default", "minimal").labels()).isEmpty();
    assertThat(evidence.job("lab", "full").labels()).containsExactly(Map.entry("team", "vision"));
    Ended found = evidence.muster("ps", "--label", "team=vision", "-o", "json");
    assertThat(found.out()).contains("\"full\"").doesNotContain("\"minimal\"");
  }

  /** What the rank printed is not there, but the checksum of it. */
  private static void secretsAreThereAndNotSeen(Evidence evidence) throws Exception {
    byte[] values = (Evidence.TOKEN + " " + Evidence.KEY).getBytes(StandardCharsets.UTF_8);
    String checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(values));
    assertThat(evidence.log("default", "secretive", 0))
        .content()
        .startsWith("*** ***\n")
        .contains(checksum);
  }

  private static void everyNodeIsAnAgent(Evidence evidence) {
    List<Long> agents = evidence.full().stream().map(Rank::parent).toList();
    assertThat(agents.get(0)).isEqualTo(agents.get(1)).isNotEqualTo(agents.get(2));
    assertThat(agents.get(2)).isEqualTo(agents.get(3));
  }

  private static void autoIsDataParallel(Evidence evidence) {
    Rank rank = evidence.rank("default", "automatic", 1);
    assertThat(rank.variable("MUSTER_DATA_SIZE")).isEqualTo("2");
    assertThat(rank.variable("MUSTER_DATA_RANK")).isEqualTo("1");
    assertThat(rank.plan("/notes")).contains("data");
  }

  private static void checkpointsLieThere(Evidence evidence) {
    assertThat(evidence.jobFolder("default", "minimal").resolve("checkpoints/written-by-0"))
        .exists();
    assertThat(evidence.jobFolder("lab", "full").resolve("saved/here/written-by-3")).exists();
  }

  private static void resumesFromThere(Evidence evidence) {
    assertThat(evidence.minimal().variable("MUSTER_RESUME_FROM")).isEqualTo("unset");
    assertThat(evidence.full(3).variable("MUSTER_RESUME_FROM"))
        .isEqualTo(evidence.folder().resolve("complete").toString());
  }

  private static void graceIsGranted(Evidence evidence) throws IOException {
    assertThat(secondsLeft(evidence, "hasty")).isBetween(0.8, 2.8);
    assertThat(secondsLeft(evidence, "patient")).isBetween(2.8, 10.0);
  }

  /** How long a rank that was asked to end lived on. */
  private static double secondsLeft(Evidence evidence, String job) throws IOException {
    List<String> lines = Files.readAllLines(evidence.log("default", job, 0));
    String asked =
        lines.stream().filter(line -> line.startsWith("asked")).findFirst().orElseThrow();
    return seconds(lines.getLast()) - seconds(asked);
  }

  private static double seconds(String line) {
    return Double.parseDouble(line.substring(line.indexOf(' ') + 1));
  }
}
