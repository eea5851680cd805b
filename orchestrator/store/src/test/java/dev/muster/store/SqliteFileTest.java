package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.port.Rows;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Recoveries;
import dev.muster.model.JobId;
import dev.muster.model.run.Attempt;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.spi.OwnerTag;
import dev.muster.store.contract.StoreContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFileTest extends StoreContract {
  private static final MetricPoint POINT = new MetricPoint("loss", 1, Instant.EPOCH, 2);

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Override
  protected Store open() {
    return SqliteStore.open(directory.resolve("store"));
  }

  @Test
  void everythingIsThereAfterOpeningAgain() {
    Path data = directory.resolve("again");
    Job job = SampleJobs.unfinished("kept");
    Rows rows;
    try (SqliteStore store = SqliteStore.open(data)) {
      store.commit(List.of(SampleJobs.commit(job, "submitted")));
      store.metrics().append(job.id(), 1, List.of(new MetricPoint("loss", 1, Instant.EPOCH, 2)));
      store.owner(() -> new OwnerTag("muster-1"));
      rows = store.load();
    }
    try (SqliteStore store = SqliteStore.open(data)) {
      assertThat(store.load()).isEqualTo(rows);
      assertThat(store.history().events(0, 10)).hasSize(1);
      assertThat(store.history().newestMetrics(job.id())).hasSize(1);
      assertThat(store.owner(() -> new OwnerTag("muster-2")).value()).isEqualTo("muster-1");
    }
  }

  @Test
  void onlyItsOwnerReadsTheFile() throws IOException {
    Path data = directory.resolve("private");
    try (SqliteStore store = SqliteStore.open(data)) {
      store.commit(List.of(SampleJobs.commit(SampleJobs.unfinished("secret"), "submitted")));
      try (var files = Files.list(data)) {
        assertThat(files)
            .isNotEmpty()
            .allSatisfy(file ->
                assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
      }
    }
  }

  @Test
  void aDatabaseOfANewerProgramIsRefusedInWords() throws SQLException {
    Path data = directory.resolve("newer");
    SqliteStore.open(data).close();
    try (Connection connection =
            SqliteFile.writable(data.resolve("muster.db").toString()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          INSERT INTO flyway_schema_history
          SELECT 99, '99', 'from the future', type, 'V99__x.sql', 1, installed_by, installed_on, 1, TRUE
          FROM flyway_schema_history WHERE version = '1'
          """);
    }

    assertThatThrownBy(() -> SqliteStore.open(data))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(
            "was written by a newer Muster (its version: 99, expected: at most 3)")
        .hasMessageContaining(data.toString());
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedInWords() throws IOException {
    Path data = Files.createDirectories(directory.resolve("broken"));
    Files.writeString(data.resolve("muster.db"), "this is no database, and long enough to see it");

    assertThatThrownBy(() -> SqliteStore.open(data))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(data.toString());
  }

  @Test
  void aFullDiskFailsTheBatchWholeAndLaterOnesGoOn() {
    Path data = directory.resolve("full");
    SqliteStore.open(data).close();
    Job job = SampleJobs.unfinished("filling");
    try (SqliteStore store = SqliteStore.open(data, 100)) {
      store.commit(List.of(SampleJobs.commit(job, "submitted")));
      long kept = fill(store, job);

      assertThat(store.history().events(0, 1000)).hasSize((int) kept);
      assertThat(store.load().jobs()).containsExactly(job);
      store.commit(List.of(SampleJobs.commit(job.touched(), "small")));
      assertThat(store.load().jobs()).containsExactly(job.touched());
      assertThat(store.history().events(0, 1000)).hasSize((int) kept + 1);
    }
  }

  /** Commits until the disk is full; answers how many events are kept. */
  private static long fill(SqliteStore store, Job job) {
    Commit small = SampleJobs.commit(job.touched().touched(), "small");
    Event large = new Event(job.id(), EventType.JOB_WAITING, "x".repeat(50_000), Map.of());
    Commit heavy =
        new Commit(
            SampleJobs.NOW, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(large));
    for (int kept = 1; kept < 100; kept++) {
      try {
        store.commit(List.of(small, heavy));
      } catch (JournalException e) {
        assertThat(e).hasMessageContaining("the disk is full");
        store.commit(List.of(SampleJobs.commit(job, "back")));
        return 2L * kept;
      }
    }
    throw new AssertionError("the disk was never full");
  }

  @Test
  void aFailureDoesNotTellWhatRowsHold() {
    Path data = directory.resolve("secret");
    try (SqliteStore store = SqliteStore.open(data)) {
      Job job = SampleJobs.unfinished("secret");
      Event orphan = new Event(new JobId("nobody"), EventType.JOB_WAITING, "hunter2", Map.of());
      Commit commit =
          new Commit(
              SampleJobs.NOW,
              List.of(job),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(orphan));
      assertThatThrownBy(() -> store.commit(List.of(commit)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(data.toString())
          .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("hunter2"));
    }
  }

  @Test
  void flywayFindsTheMigrationsThatTheProgramNames() {
    Path data = directory.resolve("schema");
    SqliteStore.open(data).close();

    assertThat(
            Schema.flyway(SqliteFile.writable(data.resolve("muster.db").toString())).info().all())
        .extracting(migration -> migration.getScript())
        .isEqualTo(Schema.MIGRATIONS);
  }

  @Test
  void aDatabaseOfTheFirstVersionIsReadWithWhatItsFieldsMeant() throws Exception {
    Path data = Files.createDirectories(directory.resolve("first"));
    String file = data.resolve(SqliteStore.FILE).toString();
    Schema.flyway(SqliteFile.writable(file), "1").migrate();
    try (Connection connection = SqliteFile.writable(file).getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(FirstVersion.JOB);
      statement.executeUpdate(FirstVersion.CHECKPOINT);
    }

    try (SqliteStore store = SqliteStore.open(data)) {
      Job job = store.load().jobs().getFirst();
      assertThat(job.recoveries()).isEqualTo(Recoveries.NONE);
      assertThat(job.spec().recovery()).isEqualTo(RecoverySpec.DEFAULT);
      assertThat(job.spec().checkpoint().keep()).isEqualTo(CheckpointSpec.KEEP);
      assertThat(job.attempts()).singleElement().extracting(Attempt::resumed).isNull();
      assertThat(store.load().checkpoints())
          .containsExactly(Checkpoint.announced(job.id(), 1, 20, "c/20", Instant.ofEpochSecond(7)));
      store.commit(List.of(SampleJobs.commit(job.touched(), "goes on")));
      assertThat(store.load().jobs()).containsExactly(job.touched());
    }
  }

  @Test
  void whoeverOpensTheStoreDeposesTheFormer() {
    Path data = directory.resolve("two");
    Job job = SampleJobs.unfinished("disputed");
    try (SqliteStore first = SqliteStore.open(data)) {
      first.commit(List.of(SampleJobs.commit(job, "by the first")));
      try (SqliteStore second = SqliteStore.open(data)) {
        Commit late = SampleJobs.commit(job.touched(), "too late");

        assertThatThrownBy(() -> first.commit(List.of(late)))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("deposed: another server has taken over this store")
            .hasCauseInstanceOf(DeposedException.class);
        assertThatThrownBy(() -> first.metrics().append(job.id(), 1, List.of(POINT)))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("deposed");

        assertThat(second.load().jobs()).containsExactly(job);
        assertThat(second.history().events(0, 10)).hasSize(1);
        assertThat(second.history().newestMetrics(job.id())).isEmpty();
        second.commit(List.of(late));
        assertThat(first.history().events(0, 10)).hasSize(2);
      }
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
