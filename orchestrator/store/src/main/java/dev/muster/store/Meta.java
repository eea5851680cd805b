package dev.muster.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code meta}: facts of which there is one. */
record Meta(Handle handle) {

  Optional<String> get(String name) {
    return handle
        .createQuery("SELECT value FROM meta WHERE name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  void put(String name, String value) {
    handle
        .createUpdate(
            """
            INSERT INTO meta (name, value) VALUES (:name, :value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
        .bind("name", name)
        .bind("value", value)
        .execute();
  }
}
