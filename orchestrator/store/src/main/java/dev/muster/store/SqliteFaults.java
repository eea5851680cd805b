package dev.muster.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Says in words what SQLite reported. Exceptions of the layers above are not passed on: they quote
 * the values of the row, and rows hold what jobs have in their environments.
 */
final class SqliteFaults {
  private SqliteFaults() {}

  /** The database's own exception, to be the cause of ours. */
  static Throwable cause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return cause;
      }
    }
    return failure;
  }

  static String words(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof SQLiteException sqlite
        ? words(sqlite.getResultCode()) + " (" + sqlite.getMessage() + ")"
        : String.valueOf(cause.getMessage());
  }

  private static String words(SQLiteErrorCode code) {
    String name = code.name();
    if (code == SQLiteErrorCode.SQLITE_FULL) {
      return "the disk is full";
    }
    if (name.startsWith("SQLITE_READONLY") || name.startsWith("SQLITE_PERM")) {
      return "the database is read-only";
    }
    if (name.startsWith("SQLITE_IOERR")) {
      return "the disk failed";
    }
    if (name.startsWith("SQLITE_CANTOPEN")) {
      return "the database cannot be opened";
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return "another program is writing to the database";
    }
    if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
      return "the database file is damaged";
    }
    if (name.startsWith("SQLITE_CONSTRAINT")) {
      return "a row contradicts another";
    }
    return "SQLite failed";
  }
}
