package dev.muster.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables and their way from one version to the next. */
final class Schema {
  /** All migrations, oldest first; the last one's number is the version that this program knows. */
  static final List<String> MIGRATIONS = List.of("V1__jobs_and_their_history.sql");

  private static final String FOLDER = "dev/muster/store/migration";

  private Schema() {}

  /**
   * Brings a database to this program's version.
   *
   * @param name of the database, for people
   * @throws StoreException if a newer program wrote it, or it cannot be brought there
   */
  static void migrate(String name, DataSource database) {
    try {
      Flyway flyway = flyway(database);
      refuseNewer(name, flyway.info().current());
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "%s could not be brought to version %d: %s"
              .formatted(name, MIGRATIONS.size(), e.getMessage()),
          e);
    }
  }

  static Flyway flyway(DataSource database) {
    return Flyway.configure().dataSource(database).locations("classpath:" + FOLDER).load();
  }

  /** The statements of all migrations: for databases that are born anew and never kept. */
  static String script() {
    StringBuilder script = new StringBuilder();
    MIGRATIONS.forEach(migration -> script.append(text(migration)));
    return script.toString();
  }

  private static void refuseNewer(String name, MigrationInfo current) {
    if (current != null && current.getVersion().isNewerThan(Integer.toString(MIGRATIONS.size()))) {
      throw new StoreException(
          ("%s was written by a newer Muster (its version: %s, expected: at most %d)."
                  + " Start the newer Muster, or use another data directory.")
              .formatted(name, current.getVersion(), MIGRATIONS.size()),
          null);
    }
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
