package dev.muster.engine.world;

import dev.muster.model.JobId;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recorded change in the history of a job.
 *
 * @param job whose history
 * @param type what changed
 * @param summary one sentence for people
 * @param detail the same for scripts: names from the glossary to values, sorted
 */
public record Event(JobId job, EventType type, String summary, Map<String, String> detail) {
  public Event {
    detail = java.util.Collections.unmodifiableMap(new TreeMap<>(detail));
  }
}
