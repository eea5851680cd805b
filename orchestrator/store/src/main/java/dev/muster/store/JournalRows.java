package dev.muster.store;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Rows;
import dev.muster.model.JobId;
import dev.muster.spi.ClaimId;
import dev.muster.store.json.RowJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Writes batches into tables and reads back what is not over. Rows are states: of several versions
 * of one row in a batch only the last is written, so a batch costs what it changed, not how often.
 */
final class JournalRows {
  private final JobRows jobs;
  private final ClaimRows claims;
  private final WorkerRows workers;
  private final CheckpointRows checkpoints;
  private final OrderRows orders = new OrderRows();
  private final RequestRows requests;
  private final EventRows events;

  JournalRows(RowJson json) {
    jobs = new JobRows(json);
    claims = new ClaimRows(json);
    workers = new WorkerRows(json);
    checkpoints = new CheckpointRows(json);
    requests = new RequestRows(json);
    events = new EventRows(json);
  }

  Rows load(Handle handle) {
    return new Rows(
        jobs.notOver(handle),
        claims.open(handle),
        workers.ofOpenClaims(handle),
        checkpoints.live(handle));
  }

  void write(Handle handle, List<Commit> batch) {
    jobs.write(handle, newest(batch, Commit::jobs, job -> job.id()));
    claims.write(handle, newest(batch, Commit::claims, claim -> claim.id()));
    workers.write(
        handle,
        newest(batch, Commit::workers, worker -> new NodeKey(worker.claim(), worker.node())));
    checkpoints.write(
        handle,
        newest(batch, Commit::checkpoints, c -> new SaveKey(c.job(), c.attempt(), c.step())));
    batch.forEach(commit -> orders.write(handle, commit.at(), commit.keys()));
    for (Commit commit : batch) {
      commit.requests().forEach(request -> requests.write(handle, commit.at(), request));
    }
    events.write(handle, batch);
    for (Commit commit : batch) {
      commit.deleted().forEach(job -> jobs.delete(handle, job));
    }
  }

  /** The last version of every row, in the order in which the rows first appear. */
  private static <R> Collection<R> newest(
      List<Commit> batch, Function<Commit, List<R>> rows, Function<R, Object> key) {
    Map<Object, R> newest = new LinkedHashMap<>();
    for (Commit commit : batch) {
      rows.apply(commit).forEach(row -> newest.put(key.apply(row), row));
    }
    return newest.values();
  }

  private record NodeKey(ClaimId claim, int node) {}

  private record SaveKey(JobId job, int attempt, long step) {}
}
