package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.JobView;
import dev.muster.api.PruneOrder;
import dev.muster.api.PruneView;
import dev.muster.api.PrunedView;
import dev.muster.client.ProblemException;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pruning takes, and what it leaves alone. */
class PruneTest {
  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path folder;
  private ServerFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = ServerFixture.on(folder.resolve("data"));
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void whatNobodyNeedsGoesAndADryRunOnlySaysSo() throws Exception {
    Path outside = Files.writeString(folder.resolve("precious"), "precious");
    Path environment = old(folderWith("environments/0a1b", 1000));
    Files.createSymbolicLink(environment.resolve("link"), outside);
    made("environments/0a1b.lock", 0);
    Path artifact = old(made("artifacts/" + DIGEST, 500));
    Path young = made("artifacts/" + DIGEST.replace('a', 'c'), 5);
    Path half = old(made("artifacts/incoming-1", 50));
    Path node = old(folderWith("nodes/c-gone-0", 5));

    PruneView rehearsal = prune(null, true);
    assertThat(rehearsal.dryRun()).isTrue();
    assertThat(rehearsal.items())
        .extracting(PrunedView::kind)
        .containsExactlyInAnyOrder("artifact", "leftover", "node", "environment");
    assertThat(rehearsal.bytes()).isEqualTo(1555);
    assertThat(List.of(environment, artifact, half, node)).allMatch(Files::exists);

    assertThat(prune(null, false).items()).isEqualTo(rehearsal.items());
    assertThat(List.of(environment, artifact, half, node)).noneMatch(Files::exists);
    assertThat(young).exists();
    assertThat(outside).hasContent("precious");
    assertThat(prune(null, false).items()).isEmpty();
  }

  @Test
  void whatAnUnfinishedJobOrALivingProcessUsesStays() throws Exception {
    Path environment = old(folderWith("environments/0a1b", 1));
    Process living =
        new ProcessBuilder("sh", "-c", "read x # " + environment)
            .directory(folder.toFile())
            .start();
    JobView job = fixture.submit(ServerFixture.MANIFEST).job();
    ScriptedProvider.Grant grant = fixture.provider().nextGrant();
    Path node = old(folderWith("nodes/%s-0".formatted(grant.id()), 5));
    Path files = made("jobs/%s/logs/1/0".formatted(job.id()), 5);

    assertThat(prune("0s", false).items()).isEmpty();
    assertThat(List.of(environment, node, files)).allMatch(Files::exists);

    living.getOutputStream().close();
    living.waitFor();
    assertThat(prune("0s", false).items()).extracting(PrunedView::name).containsExactly("0a1b");
  }

  @Test
  void foldersOfJobsThatEndedGoWhenAskedAndTheirHistoryStays() throws Exception {
    JobView job = fixture.submit(ServerFixture.MANIFEST).job();
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.exited(0)));
    agents.forEach(agent -> agent.log(agent.node(), 0, "done\n"));
    agents.forEach(agent -> agent.stop(agent.exited(0)));
    agents.forEach(agent -> agent.await(Order.EXIT));

    assertThat(prune(null, false).items()).isEmpty();
    assertThat(prune("1h", false).items()).isEmpty();
    assertThat(prune("0s", false).items())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.kind()).isEqualTo("job");
          assertThat(item.name()).isEqualTo(job.id());
          assertThat(item.bytes()).isEqualTo(10);
        });
    assertThat(fixture.server().home().jobs().resolve(job.id())).doesNotExist();
    assertThat(fixture.client().job(ServerFixture.HELLO).state()).isEqualTo("succeeded");
  }

  @Test
  void anAgeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> prune("soon", true))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).contains("\"soon\"").contains("7d"));
  }

  private PruneView prune(@Nullable String finishedBefore, boolean dryRun) {
    return fixture.client().prune(new PruneOrder(finishedBefore), dryRun);
  }

  private Path folderWith(String path, int bytes) throws IOException {
    made(path + "/content", bytes);
    return fixture.server().home().root().resolve(path);
  }

  private Path made(String path, int bytes) throws IOException {
    Path file = fixture.server().home().root().resolve(path);
    Files.createDirectories(requireNonNull(file.getParent()));
    return Files.write(file, new byte[bytes]);
  }

  private static Path old(Path path) throws IOException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    return Files.setLastModifiedTime(path, FileTime.from(yesterday));
  }
}
