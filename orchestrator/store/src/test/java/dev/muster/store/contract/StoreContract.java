package dev.muster.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.port.Commit;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store keeps and gives back. A store's own test extends it and says how to open one. */
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

  @Test
  void rowsComeBackAsTheyWereWritten() {
    RandomRows random = new RandomRows(1);
    List<Job> jobs = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Job job = random.job();
      jobs.add(job);
      Claim claim = random.claim(job.id());
      claims.add(claim);
      workers.add(random.worker(claim.id(), i % 3));
    }
    store.commit(List.of(new Commit(NOW, jobs, claims, workers, List.of(), List.of())));

    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      assertThat(store.history().job(job.id())).contains(job);
      assertThat(store.history().claims(job.id())).containsExactly(claims.get(i));
      assertThat(store.history().workers(job.id())).containsExactly(workers.get(i));
    }
  }
}
