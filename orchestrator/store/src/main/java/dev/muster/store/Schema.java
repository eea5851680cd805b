package dev.muster.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables and their way from one version to the next. */
final class Schema {
  /** All migrations, oldest first; the last one's number is the version that this program knows. */
  static final List<String> MIGRATIONS =
      List.of(
          "V1__jobs_and_their_history.sql",
          "V2__restarts_checkpoints_and_orders.sql",
          "V3__needs_and_requests_for_several_jobs.sql");

  private static final String FOLDER = "dev/muster/store/migration";
  private static final String HISTORY = "flyway_schema_history";

  private static final String VERSION =
      "SELECT max(CAST(version AS INTEGER)) FROM "
          + HISTORY
          + " WHERE success AND version IS NOT NULL";

  private Schema() {}

  /**
   * Brings a database to this program's version.
   *
   * @param name of the database, for people
   * @throws StoreException if a newer program wrote it, or it cannot be brought there
   */
  static void migrate(String name, DataSource database) {
    int version = version(name, database);
    if (version > MIGRATIONS.size()) {
      throw new StoreException(
          ("%s was written by a newer Muster (its version: %d, expected: at most %d)."
                  + " Start the newer Muster, or use another data directory.")
              .formatted(name, version, MIGRATIONS.size()),
          null);
    }
    if (version < MIGRATIONS.size()) {
      migrateFrom(name, database);
    }
  }

  /**
   * The version that a database is at, 0 for an empty one. Asked without Flyway, which would take
   * longer to load than all else that a start needs of a store.
   */
  private static int version(String name, DataSource database) {
    try (Connection connection = database.getConnection();
        ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null);
        Statement statement = connection.createStatement()) {
      if (!tables.next()) {
        return 0;
      }
      try (ResultSet row = statement.executeQuery(VERSION)) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new StoreException(name + " could not be opened: " + SqliteFaults.words(e), e);
    }
  }

  private static void migrateFrom(String name, DataSource database) {
    try {
      flyway(database).migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "%s could not be brought to version %d: %s"
              .formatted(name, MIGRATIONS.size(), e.getMessage()),
          e);
    }
  }

  static Flyway flyway(DataSource database) {
    return flyway(database, "latest");
  }

  /** The way to one version. */
  static Flyway flyway(DataSource database, String version) {
    return Flyway.configure()
        .target(version)
        .dataSource(database)
        .table(HISTORY)
        .locations("classpath:" + FOLDER)
        .load();
  }

  /** The statements of all migrations: for databases that are born anew and never kept. */
  static String script() {
    StringBuilder script = new StringBuilder();
    MIGRATIONS.forEach(migration -> script.append(text(migration)));
    return script.toString();
  }

  private static String text(String migration) {
    String path = "/" + FOLDER + "/" + migration;
    try (InputStream stream = Schema.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
