/**
 * Rows and events on disk, behind the engine's ports: SQLite by way of one portable subset of SQL.
 * An acknowledged commit has reached the disk. {@link dev.muster.store.SqliteStore} is the way in;
 * {@link dev.muster.store.History} is what people read.
 */
@NullMarked
package dev.muster.store;

import org.jspecify.annotations.NullMarked;
