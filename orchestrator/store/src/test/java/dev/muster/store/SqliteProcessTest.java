package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.store.json.RowJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one file: one writes, the other reads beside it and survives its death. */
final class SqliteProcessTest {
  private static final int COMMITS = 200;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  @Timeout(60)
  void whatWasAcknowledgedIsReadBesideTheWriterAndOutlivesIt() throws Exception {
    Process writer = start();
    int acknowledged;
    try (BufferedReader lines = writer.inputReader()) {
      acknowledged = readBeside(lines);
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    try (SqliteStore store = SqliteStore.open(directory)) {
      List<RecordedEvent> events = store.history().events(0, History.EVENTS_MAX);
      assertThat(events).hasSizeGreaterThanOrEqualTo(acknowledged);
      assertThat(events)
          .extracting(event -> event.event().summary())
          .isEqualTo(IntStream.rangeClosed(1, events.size()).mapToObj(i -> "event " + i).toList());
      store.commit(List.of(SampleJobs.commit(SampleJobs.unfinished("process"), "after")));
    }
  }

  /** Follows the writer for a while; every commit that it acknowledged must be readable. */
  private int readBeside(BufferedReader lines) throws IOException {
    int acknowledged = Integer.parseInt(lines.readLine());
    try (HikariDataSource pool =
        SqliteFile.readers(directory.resolve(SqliteStore.FILE).toString())) {
      History history = new History(Jdbi.create(pool), new RowJson());
      while (acknowledged < COMMITS) {
        assertThat(history.events(acknowledged - 1L, 1)).hasSize(1);
        acknowledged = Integer.parseInt(lines.readLine());
      }
    }
    return acknowledged;
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CommittingProcess.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
