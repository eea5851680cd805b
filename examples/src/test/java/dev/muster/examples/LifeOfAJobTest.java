package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CauseView;
import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How jobs end, and what is left to know of them. */
class LifeOfAJobTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @Test
  void aJobThatSucceedsEndsWithZeroAndSaysWhereItsLogsAre() throws Exception {
    Ended run = run("greeting", "command: echo hello");

    assertThat(run.exit()).as(run.text()).isZero();
    JobView job = job("greeting");
    assertThat(job.state()).isEqualTo("succeeded");
    assertThat(run.out()).contains("greeting succeeded", job.files().logs());
    assertThat(Path.of(job.files().logs(), "1", "0")).hasContent("hello\n");
  }

  @Test
  void whatARankWritesIsKeptByteForByte() throws Exception {
    Path workdir = OWN.folder("bytes");
    byte[] bytes = everyByte();
    Files.write(workdir.resolve("bytes"), bytes);

    Ended run = run("bytes", "workdir: bytes\ncommand: [cat, bytes]");

    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(Path.of(job("bytes").files().logs(), "1", "0")).hasBinaryContent(bytes);
    Command logs = OWN.muster().start("logs", "bytes", "--rank", "0");
    assertThat(logs.await(SOON).exit()).isZero();
    assertThat(logs.outBytes()).isEqualTo(bytes);
  }

  @Test
  void theFirstRankThatFailsIsTheCauseWithItsLastLines() throws Exception {
    Ended run =
        run(
            "unlucky",
            """
            resources: {accelerators: cpu:3}
            command: |
              echo "rank $MUSTER_RANK begins"
              [ $MUSTER_RANK = 1 ] || exec sleep 60
              echo "these are my last words" >&2
              exit 7
            """);

    assertThat(run.exit()).as(run.text()).isEqualTo(1);
    CauseView cause = cause("unlucky");
    assertThat(cause.code()).isEqualTo("user.exit");
    assertThat(cause.rank()).isEqualTo(1);
    assertThat(cause.lastLines()).containsExactly("rank 1 begins", "these are my last words");
    assertThat(run.out()).contains("unlucky failed", "rank 1", "7", "these are my last words");
  }

  @Test
  void aCommandThatIsNotThereIsNamed() throws Exception {
    Ended run = run("typo", "command: [no-such-program, --fast]");

    assertThat(run.exit()).as(run.text()).isEqualTo(1);
    assertThat(cause("typo").code()).isEqualTo("user.command");
    assertThat(run.out()).contains("no-such-program");
  }

  @Test
  void aSetupThatFailsIsNotAFailureOfTraining() throws Exception {
    Ended run = run("unready", "setup: echo there is no data; exit 3\ncommand: echo trains");

    assertThat(run.exit()).as(run.text()).isEqualTo(1);
    CauseView cause = cause("unready");
    assertThat(cause.code()).isEqualTo("setup.failed");
    assertThat(cause.rank()).isNull();
    assertThat(cause.lastLines()).containsExactly("there is no data");
    assertThat(Path.of(job("unready").files().logs(), "1", "0")).as("no rank ran").doesNotExist();
    assertThat(run.out()).contains("there is no data");
  }

  @Test
  void everyRankOfAGangKnowsItsPlace() throws Exception {
    Ended run =
        run(
            "gang",
            """
            framework: pytorch
            command: env
            resources: {nodes: 2, accelerators: cpu:2}
            model: {shape: {layers: 4, hidden: 8, heads: 2, vocabulary: 16}}
            training: {globalBatch: 8, sequenceLength: 4}
            parallelism: {data: 2, pipeline: 2}
            """);

    assertThat(run.exit()).as(run.text()).isZero();
    List<Map<String, String>> ranks = environments(job("gang"), 4);
    assertThat(values(ranks, "MUSTER_WORLD_SIZE")).containsExactly("4", "4", "4", "4");
    assertThat(values(ranks, "MUSTER_RANK")).containsExactly("0", "1", "2", "3");
    assertThat(values(ranks, "RANK")).containsExactly("0", "1", "2", "3");
    assertThat(values(ranks, "MUSTER_NODE_RANK")).containsExactly("0", "0", "1", "1");
    assertThat(values(ranks, "LOCAL_RANK")).containsExactly("0", "1", "0", "1");
    assertThat(places(ranks)).as("every place of the mesh once").doesNotHaveDuplicates();
    assertThat(values(ranks, "MUSTER_STAGE_LAYERS")).containsOnly("0-1", "2-3");
    assertThat(values(ranks, "MASTER_PORT").stream().distinct()).hasSize(1);
    assertThat(values(ranks, "MUSTER_NODE_HOSTS").getFirst().split(",")).hasSize(2);
  }

  private static Ended run(String name, String spec) throws Exception {
    return OWN.muster().run("run", JobFile.write(OWN.folder(), name, spec));
  }

  private static JobView job(String name) throws IOException {
    try (MusterClient client = OWN.muster().client()) {
      return client.job(new JobRef("default", name));
    }
  }

  private static CauseView cause(String name) throws IOException {
    return Objects.requireNonNull(job(name).attempts().getLast().cause());
  }

  /** All bytes there are, in lines of all lengths, without an end of the last line. */
  private static byte[] everyByte() {
    byte[] bytes = new byte[200_001];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * (i >> 8));
    }
    bytes[bytes.length - 1] = 'x';
    return bytes;
  }

  private static List<Map<String, String>> environments(JobView job, int ranks) throws IOException {
    return IntStream.range(0, ranks)
        .mapToObj(rank -> Path.of(job.files().logs(), "1", Integer.toString(rank)))
        .map(LifeOfAJobTest::environment)
        .toList();
  }

  private static Map<String, String> environment(Path log) {
    try {
      return Files.readAllLines(log).stream()
          .map(line -> line.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> values(List<Map<String, String>> ranks, String name) {
    return ranks.stream().map(rank -> rank.getOrDefault(name, "(unset)")).toList();
  }

  private static List<String> places(List<Map<String, String>> ranks) {
    return ranks.stream()
        .map(rank -> rank.get("MUSTER_DATA_RANK") + "/" + rank.get("MUSTER_PIPELINE_RANK"))
        .toList();
  }
}
