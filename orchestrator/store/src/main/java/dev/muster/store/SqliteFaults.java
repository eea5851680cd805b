package dev.muster.store;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in words what SQLite reported. */
final class SqliteFaults {
  private SqliteFaults() {}

  static String words(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return words(sqlite.getResultCode()) + " (" + sqlite.getMessage() + ")";
      }
    }
    return String.valueOf(failure.getMessage());
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
