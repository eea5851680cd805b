package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.prepare.Archives;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.run.CheckpointContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an agent does for checkpoints beside its ranks. */
class AgentChoresTest {
  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();
  private Path checkpoints;

  @BeforeEach
  void start() throws IOException {
    checkpoints = Files.createDirectories(agent.jobDirectory().resolve("checkpoints"));
    agent.server.run(1, agent.preparation(null), agent.launch(1, 1, "echo up; sleep 1012"));
    agent.await(() -> agent.server.logText(1, 0).contains("up"));
  }

  @Test
  void tellsWhatLiesInACheckpoint() throws IOException, NoSuchAlgorithmException {
    Path folder = Files.createDirectories(checkpoints.resolve("step-10"));
    Files.createDirectories(folder.resolve("optimizer"));
    Files.writeString(folder.resolve("model.bin"), "weights");
    Files.writeString(folder.resolve("optimizer/0.bin"), "state");
    Files.createSymbolicLink(folder.resolve("elsewhere"), Path.of("/etc"));
    agent.server.want(inspect(folder));

    assertThat(report(0))
        .isEqualTo(
            new ChoreReport(
                "claim-1",
                0,
                1,
                Chore.Task.INSPECT,
                folder.toString(),
                new CheckpointContent(
                    2,
                    12,
                    sha256(
                        "%s 7 model.bin\n%s 5 optimizer/0.bin\n"
                            .formatted(sha256("weights"), sha256("state")))),
                null));
  }

  @Test
  void tellsWhatCannotBeInspected() {
    agent.server.want(inspect(checkpoints.resolve("step-11")));
    assertThat(report(0).content()).isNull();
    assertThat(report(0).problem()).isEqualTo("no such folder");
  }

  @Test
  void doesAChoreOnceThoughItIsWantedInEveryDirective() throws IOException {
    Path file = Files.writeString(checkpoints.resolve("10.bin"), "weights");
    agent.server.want(inspect(file));
    report(0);
    agent.server.want(inspect(file), inspect(checkpoints.resolve("step-11")));
    assertThat(report(1).path()).endsWith("step-11");
    assertThat(agent.server.chores()).hasSize(2);
  }

  @Test
  void seesThatAFileHasChanged() throws IOException {
    Path file = Files.writeString(checkpoints.resolve("10.bin"), "weights");
    agent.server.want(inspect(file));
    CheckpointContent before = Objects.requireNonNull(report(0).content());
    Files.writeString(file, "weight\0");
    agent.server.want(Chore.inspect(20, file.toString()));
    CheckpointContent after = Objects.requireNonNull(report(1).content());
    assertThat(after.bytes()).isEqualTo(before.bytes());
    assertThat(after.digest()).isNotEqualTo(before.digest());
  }

  @Test
  void removesACheckpointAndTellsSoUntilItIsHeard() throws IOException {
    Path folder = Files.createDirectories(checkpoints.resolve("step-10"));
    Files.writeString(folder.resolve("model.bin"), "weights");
    Path halfRemoved = Files.createDirectories(checkpoints.resolve(".step-10.pruning"));
    agent.server.lose(2);
    agent.server.want(prune(folder));

    assertThat(report(0).problem()).isNull();
    assertThat(folder).doesNotExist();
    assertThat(halfRemoved).doesNotExist();
  }

  @Test
  void removesNothingOutsideTheJobNorWhatIsOurs() throws IOException {
    Path outside = Files.createDirectories(agent.directory().resolve("elsewhere/step-10"));
    Path link = Files.createSymbolicLink(checkpoints.resolve("link"), outside.getParent());
    Path ours = agent.jobDirectory().resolve("workdir");
    agent.server.want(
        prune(outside), prune(link.resolve("step-10")), prune(checkpoints), prune(ours));

    assertThat(report(3).problem()).contains("not removed (expected: a checkpoint inside");
    assertThat(agent.server.chores()).noneMatch(report -> report.problem() == null);
    assertThat(outside).exists();
    assertThat(checkpoints).exists();
    assertThat(ours).exists();
  }

  private ChoreReport report(int index) {
    agent.await(() -> agent.server.chores().size() > index);
    return agent.server.chores().get(index);
  }

  private static Chore inspect(Path path) {
    return Chore.inspect(10, path.toString());
  }

  private static Chore prune(Path path) {
    return new Chore(Chore.Task.PRUNE, 10, path.toString(), null);
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return Archives.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
