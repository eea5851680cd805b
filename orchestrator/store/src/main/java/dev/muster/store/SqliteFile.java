package dev.muster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * How connections to a SQLite file are made: write-ahead log, every commit synced, foreign keys
 * checked.
 */
final class SqliteFile {
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
  private static final int READERS = 4;

  private SqliteFile() {}

  /** Makes the file, for its owner only: rows hold what jobs have in their environments. */
  static void create(Path file) {
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be made: %s".formatted(file, e.getMessage()), e);
    }
  }

  static SQLiteDataSource writable(String location) {
    SQLiteConfig config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return source(location, config);
  }

  static Connection open(SQLiteDataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new StoreException(source.getUrl() + ": " + SqliteFaults.words(e), e);
    }
  }

  /** A pool of connections that cannot write. */
  static HikariDataSource readers(String location) {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("muster-readers");
    pool.setDataSource(source(location, config));
    pool.setReadOnly(true);
    pool.setMaximumPoolSize(READERS);
    pool.setMinimumIdle(1);
    return new HikariDataSource(pool);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
    return config;
  }

  private static SQLiteDataSource source(String location, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + location);
    return source;
  }
}
