package dev.muster.cli.text;

import dev.muster.api.EventView;
import dev.muster.api.JobView;
import dev.muster.api.RankView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment, as its follower sees it.
 *
 * @param job the job
 * @param ranks its ranks; empty when they were not asked for
 * @param events the last of its history, oldest first
 * @param now the moment
 * @param trouble why the server was not heard since, in one line; null when all is well
 */
public record Snapshot(
    JobView job,
    List<RankView> ranks,
    List<EventView> events,
    Instant now,
    @Nullable String trouble) {
  public Snapshot {
    ranks = List.copyOf(ranks);
    events = List.copyOf(events);
  }

  /** The same, seen later and without the server. */
  public Snapshot troubled(Instant later, String reason) {
    return new Snapshot(job, ranks, events, later, reason);
  }
}
