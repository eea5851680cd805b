package dev.muster.engine;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.port.Rows;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.spi.ClaimId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A journal in memory whose disk can be full. */
final class MemoryJournal implements Journal {
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<ClaimId, Claim> claims = new LinkedHashMap<>();
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  boolean full;

  @Override
  public Rows load() {
    List<Claim> open = claims.values().stream().filter(c -> !c.closed()).toList();
    List<Job> unfinished =
        jobs.values().stream()
            .filter(j -> !j.finished() || open.stream().anyMatch(c -> c.job().equals(j.id())))
            .toList();
    return new Rows(
        unfinished,
        open,
        List.copyOf(workers.values()),
        checkpoints.values().stream().filter(Checkpoint::live).toList());
  }

  @Override
  public void commit(List<Commit> batch) {
    if (full) {
      throw new JournalException("disk full", new IOException("disk full"));
    }
    for (Commit commit : batch) {
      commit.jobs().forEach(j -> jobs.put(j.id(), j));
      commit.claims().forEach(c -> claims.put(c.id(), c));
      commit.workers().forEach(w -> workers.put(w.claim() + "/" + w.node(), w));
      commit.checkpoints().forEach(c -> checkpoints.put(c.attempt() + "/" + c.path(), c));
      events.addAll(commit.events());
      commit.deleted().forEach(jobs::remove);
    }
  }

  boolean has(String name) {
    return jobs.values().stream().anyMatch(j -> j.spec().name().equals(name));
  }

  Job newest(String name) {
    return jobs.values().stream()
        .filter(j -> j.spec().name().equals(name))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  Claim claimOf(JobId job) {
    return claims.values().stream()
        .filter(c -> c.job().equals(job))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  /** The newest state of a checkpoint's folder. */
  Checkpoint.State checkpoint(String path) {
    return checkpoints.values().stream()
        .filter(c -> c.path().equals(path))
        .reduce((older, newer) -> newer)
        .orElseThrow()
        .state();
  }

  /** What was told of the job in sentences, oldest first. */
  List<String> sentences(String name) {
    JobId id = newest(name).id();
    return events.stream().filter(e -> e.job().equals(id)).map(Event::summary).toList();
  }

  List<String> history(String name) {
    JobId id = newest(name).id();
    return events.stream().filter(e -> e.job().equals(id)).map(e -> e.type().word()).toList();
  }
}
