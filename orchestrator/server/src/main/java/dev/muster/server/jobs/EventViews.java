package dev.muster.server.jobs;

import dev.muster.api.EventView;
import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.server.heart.Heart;
import dev.muster.store.History;
import dev.muster.store.RecordedEvent;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** History, with the names of the jobs that it is about. */
@Singleton
final class EventViews {
  /** Names kept in memory. */
  private static final int NAMES_MAX = 10_000;

  private final Heart heart;
  private final Map<JobId, JobName> names =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, JobName> eldest) {
          return size() > NAMES_MAX;
        }
      };

  EventViews(Heart heart) {
    this.heart = heart;
  }

  /**
   * What happened after a sequence number, oldest first.
   *
   * @param job to whom; null for all
   */
  List<EventView> after(@Nullable JobId job, long after, int limit) {
    History history = heart.store().history();
    List<RecordedEvent> events =
        job == null ? history.events(after, limit) : history.events(job, after, limit);
    return events.stream().map(this::view).toList();
  }

  /** The newest events of a job, oldest first. */
  List<EventView> newest(JobId job, int limit) {
    return heart.store().history().newestEvents(job, limit).stream().map(this::view).toList();
  }

  /** The sequence number of the newest event; 0 before the first. */
  long newest() {
    return heart.store().history().newestEvent();
  }

  private EventView view(RecordedEvent recorded) {
    JobId job = recorded.event().job();
    JobName name = name(job);
    return new EventView(
        recorded.sequence(),
        recorded.at(),
        name.project(),
        name.name(),
        job.value(),
        recorded.event().type().word(),
        recorded.event().summary(),
        recorded.event().detail());
  }

  private JobName name(JobId job) {
    synchronized (names) {
      return names.computeIfAbsent(job, this::read);
    }
  }

  private JobName read(JobId id) {
    Optional<Job> job = heart.census().unfinished(id).or(() -> heart.store().history().job(id));
    return job.map(Job::name).orElse(new JobName("", id.value()));
  }
}
