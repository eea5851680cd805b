package dev.muster.store.contract;

import dev.muster.engine.port.Commit;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.RequestKey;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.store.Store;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What a store keeps and gives back. A store's own test extends it and says how to open an empty
 * one; every suite below then runs against it.
 */
public abstract class StoreContract {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01.123456Z");

  @SuppressWarnings("NullAway.Init")
  Store store;

  /** A new, empty store. */
  protected abstract Store open();

  @BeforeEach
  void begin() {
    store = open();
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Nested
  final class Journaling extends JournalSuite {
    @Override
    Store store() {
      return store;
    }
  }

  @Nested
  final class ReadingJobs extends JobSuite {
    @Override
    Store store() {
      return store;
    }
  }

  @Nested
  final class ReadingHistory extends HistorySuite {
    @Override
    Store store() {
      return store;
    }
  }

  @Nested
  final class KeepingMetrics extends MetricSuite {
    @Override
    Store store() {
      return store;
    }
  }

  static Commit commit(List<Job> jobs, List<Claim> claims, List<Worker> workers) {
    return new Commit(NOW, jobs, claims, workers, List.of(), List.of(), List.of());
  }

  static Commit jobs(Job... jobs) {
    return commit(List.of(jobs), List.of(), List.of());
  }

  static Commit checkpoints(Checkpoint... checkpoints) {
    return new Commit(
        NOW, List.of(), List.of(), List.of(), List.of(checkpoints), List.of(), List.of());
  }

  static Commit events(Instant at, Event... events) {
    return new Commit(at, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(events));
  }

  static Commit keys(OrderKey... keys) {
    return new Commit(NOW, List.of(), List.of(), List.of(), List.of(), List.of(keys), List.of());
  }

  static Commit request(RequestKey request) {
    return new Commit(
        NOW,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(request),
        List.of(),
        List.of());
  }

  static Commit deleted(JobId job) {
    return new Commit(
        NOW,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(job),
        List.of());
  }
}
