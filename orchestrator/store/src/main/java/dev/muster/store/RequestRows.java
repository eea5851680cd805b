package dev.muster.store;

import dev.muster.engine.world.RequestKey;
import dev.muster.model.JobId;
import dev.muster.store.json.RowJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code requests}. */
final class RequestRows {
  private static final String INSERT =
      """
      INSERT INTO requests (key, digest, jobs, at) VALUES (:key, :digest, :jobs, :at)
      ON CONFLICT (key) DO NOTHING
      """;

  private static final String BY_KEY = "SELECT key, digest, jobs FROM requests WHERE key = :key";

  private final RowJson json;

  RequestRows(RowJson json) {
    this.json = json;
  }

  void write(Handle handle, Instant at, RequestKey request) {
    handle
        .createUpdate(INSERT)
        .bind("key", request.key())
        .bind("digest", request.digest())
        .bind("jobs", json.write(request.jobs()))
        .bind("at", Micros.of(at))
        .execute();
  }

  Optional<RequestKey> byKey(Handle handle, String key) {
    return handle
        .createQuery(BY_KEY)
        .bind("key", key)
        .map((row, context) -> request(row))
        .findOne();
  }

  private RequestKey request(ResultSet row) throws SQLException {
    return new RequestKey(
        row.getString("key"),
        row.getString("digest"),
        json.readList(row.getString("jobs"), JobId.class));
  }
}
