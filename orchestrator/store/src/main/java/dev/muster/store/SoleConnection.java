package dev.muster.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * One connection, lent to one thread at a time: whoever opens it holds its lock until it is closed.
 * SQLite has one writer; waiting here is fair and cheap, waiting inside SQLite is neither.
 */
final class SoleConnection implements ConnectionFactory, AutoCloseable {
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock(true);

  SoleConnection(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Connection openConnection() {
    lock.lock();
    return connection;
  }

  @Override
  public void closeConnection(Connection lent) {
    lock.unlock();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("The database could not be closed: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }
}
