package dev.muster.store;

import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.Verb;
import dev.muster.model.JobId;
import dev.muster.store.json.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code orders}. */
final class OrderRows {
  private static final Words<Verb> VERBS = Words.of(Verb.class);

  private static final String INSERT =
      """
      INSERT INTO orders (key, job_id, verb, at) VALUES (:key, :job, :verb, :at)
      ON CONFLICT (key) DO NOTHING
      """;

  private static final String BY_KEY = "SELECT key, job_id, verb FROM orders WHERE key = :key";

  void write(Handle handle, Instant at, Collection<OrderKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
      keys.forEach(key -> bind(batch, at, key));
      batch.execute();
    }
  }

  Optional<OrderKey> byKey(Handle handle, String key) {
    return handle.createQuery(BY_KEY).bind("key", key).map((row, context) -> order(row)).findOne();
  }

  private static OrderKey order(ResultSet row) throws SQLException {
    return new OrderKey(
        row.getString("key"),
        new JobId(row.getString("job_id")),
        VERBS.value().apply(row.getString("verb")));
  }

  private static void bind(PreparedBatch batch, Instant at, OrderKey key) {
    batch
        .bind("key", key.key())
        .bind("job", key.job().value())
        .bind("verb", VERBS.word().apply(key.verb()))
        .bind("at", Micros.of(at))
        .add();
  }
}
