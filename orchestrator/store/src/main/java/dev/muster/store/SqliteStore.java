package dev.muster.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.engine.port.Commit;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.port.Rows;
import dev.muster.spi.OwnerTag;
import dev.muster.store.json.RowJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteDataSource;

/**
 * A store in one SQLite file. One connection writes, a pool of read-only ones reads beside it
 * (write-ahead log), and a commit returns when it was synced. In memory, the one connection does
 * both.
 *
 * <p>Whoever opens a store becomes its {@link Leader}; what a former one still writes fails.
 *
 * <p>Safe for many threads: writers wait for the one connection in their order.
 */
public final class SqliteStore implements Store {
  /** The file's name in the data directory. */
  public static final String FILE = "muster.db";

  private static final int PAGES_MAX = Integer.MAX_VALUE;
  private static final RowJson JSON = new RowJson();
  private static final String OWNER = "owner";

  private final String name;
  private final SoleConnection connection;
  private final AutoCloseable readers;
  private final Jdbi writer;
  private final JournalRows journal;
  private final History history;
  private final MetricRows metricRows = new MetricRows();
  private final Leader leader;

  private SqliteStore(
      String name, SoleConnection connection, Jdbi writer, Jdbi reader, AutoCloseable readers) {
    this.name = name;
    this.connection = connection;
    this.writer = writer;
    this.readers = readers;
    journal = new JournalRows(JSON);
    history = new History(reader, JSON);
    leader = change(Leader::take);
  }

  /**
   * Opens the store of a data directory; a new one is made.
   *
   * @throws StoreException if it cannot be opened, or a newer program wrote it
   */
  public static SqliteStore open(Path directory) {
    return open(directory, PAGES_MAX);
  }

  /** A store that is full when its file has grown to so many pages. */
  static SqliteStore open(Path directory, int pagesMax) {
    Path file = directory.resolve(FILE);
    SqliteFile.create(file);
    SQLiteDataSource source = SqliteFile.writable(file.toString());
    source.getConfig().setMaxPageCount(pagesMax);
    Schema.migrate(file.toString(), source);
    SoleConnection connection = new SoleConnection(SqliteFile.open(source));
    HikariDataSource readers = SqliteFile.readers(file.toString());
    return new SqliteStore(
        file.toString(), connection, Jdbi.create(connection), Jdbi.create(readers), readers);
  }

  /** A new store that lives as long as this object: cheap, for simulations and tests. */
  public static SqliteStore inMemory() {
    Connection memory = SqliteFile.open(SqliteFile.writable(":memory:"));
    try (Statement statement = memory.createStatement()) {
      statement.executeUpdate(Schema.script());
    } catch (SQLException e) {
      throw new StoreException("memory: " + SqliteFaults.words(e), e);
    }
    SoleConnection connection = new SoleConnection(memory);
    Jdbi jdbi = Jdbi.create(connection);
    return new SqliteStore("memory", connection, jdbi, jdbi, () -> {});
  }

  @Override
  public Rows load() {
    try {
      return writer.inTransaction(journal::load);
    } catch (JdbiException e) {
      throw new JournalException(
          name + " could not be read: " + SqliteFaults.words(e), SqliteFaults.cause(e));
    }
  }

  @Override
  public void commit(List<Commit> batch) {
    try {
      writer.useTransaction(handle -> {
        leader.require(handle);
        journal.write(handle, batch);
      });
    } catch (DeposedException e) {
      throw new JournalException(name + ": " + e.getMessage(), e);
    } catch (JdbiException e) {
      throw new JournalException(
          name + " could not be written: " + SqliteFaults.words(e), SqliteFaults.cause(e));
    }
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public MetricSink metrics() {
    return (job, attempt, points) ->
        write(handle -> metricRows.append(handle, job, attempt, points));
  }

  @Override
  public OwnerTag owner(Supplier<OwnerTag> fresh) {
    return write(handle -> {
      Meta meta = new Meta(handle);
      String tag = meta.get(OWNER).orElseGet(() -> fresh.get().value());
      meta.put(OWNER, tag);
      return new OwnerTag(tag);
    });
  }

  @Override
  public boolean leads() {
    return change(leader::leads);
  }

  private <T> T write(HandleCallback<T, RuntimeException> change) {
    return change(handle -> {
      leader.require(handle);
      return change.withHandle(handle);
    });
  }

  private <T> T change(HandleCallback<T, RuntimeException> change) {
    try {
      return writer.inTransaction(change);
    } catch (DeposedException e) {
      throw new StoreException(name + ": " + e.getMessage(), e);
    } catch (JdbiException e) {
      throw new StoreException(
          name + " could not be written: " + SqliteFaults.words(e), SqliteFaults.cause(e));
    }
  }

  @Override
  public void close() {
    try {
      readers.close();
    } catch (Exception e) {
      throw new StoreException(name + " could not be closed: " + e.getMessage(), e);
    } finally {
      connection.close();
    }
  }
}
