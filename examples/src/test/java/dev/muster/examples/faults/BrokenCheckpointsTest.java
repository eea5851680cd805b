package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.CheckpointView;
import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.testkit.real.MusterExtension;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Only a whole checkpoint is taken up; one that broke costs the steps to the former, and says so.
 */
class BrokenCheckpointsTest {
  private interface Damage {
    void to(Path shard) throws Exception;
  }

  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  @BeforeAll
  static void startAServer() throws Exception {
    OWN.muster().startServer();
  }

  @Test
  void aTruncatedNewestCheckpointIsPassedOverAtAStatedCost() throws Exception {
    damaged("truncated", BrokenCheckpointsTest::truncate, "bytes are there");
  }

  @Test
  void aNewestCheckpointWithoutOneOfItsFilesIsPassedOverAtAStatedCost() throws Exception {
    damaged("missing-file", Files::delete, "1 of 2 files are there");
  }

  private void damaged(String name, Damage damage, String words) throws Exception {
    Drill drill = Drill.of(OWN.muster(), OWN.folder(), name).gang(1, 2).holding("step-10", 1);
    drill.submit();
    Standing standing = drill.standing("step-10", 1);
    CheckpointView newest = drill.awaitCheckpoint(8, "verified");

    damage.to(Path.of(newest.path()).resolve("rank-1.json"));
    drill.strike(standing.process());
    drill.letGo("step-10", 1);

    JobView job = drill.succeeded();
    assertThat(Drill.resumedFrom(job)).isEqualTo(4);
    EventView broken =
        drill.events().stream()
            .filter(event -> event.type().equals("checkpoint.broken"))
            .findFirst()
            .orElseThrow();
    assertThat(broken.summary()).contains("step 8", "step 4", "costs 4 steps", words);
    assertThat(drill.recovery().stepsLost()).isEqualTo(6);
    table.met("newest checkpoint " + name.replace('-', ' '), drill.recovery());
  }

  @Test
  void olderCheckpointsAreRemovedAndAsManyKeptAsTheManifestSays() throws Exception {
    Drill drill =
        Drill.of(OWN.muster(), OWN.folder(), "kept")
            .gang(1, 1)
            .steps(10, 2)
            .spec("checkpoint: {keep: 2}");
    drill.submit();

    JobView job = drill.succeeded();
    try (Stream<Path> left = Files.list(Path.of(job.files().checkpoints()))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("step-8", "step-10");
    }
    assertThat(drill.checkpoints())
        .filteredOn(checkpoint -> checkpoint.state().equals("verified"))
        .extracting(CheckpointView::step)
        .containsExactly(8L, 10L);
  }

  @Test
  void aNewJobOfTheNameGoesOnFromTheLatestCheckpointOfTheFormer() throws Exception {
    Drill first = Drill.of(OWN.muster(), OWN.folder(), "heir").gang(1, 2).steps(8, 4);
    first.submit();
    first.succeeded();

    Drill second = Drill.again(first).steps(12, 4).spec("checkpoint: {resumeFrom: latest}");
    second.submit();
    JobView job = second.await(JobView::finished);

    assertThat(job.state()).isEqualTo("succeeded");
    assertThat(Objects.requireNonNull(job.attempts().getFirst().resumedFrom()).step()).isEqualTo(8);
    assertThat(second.losses()).isEqualTo(Curve.of(2, 12).subList(8, 12));
  }

  private static void truncate(Path shard) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
  }
}
