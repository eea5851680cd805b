package dev.muster.engine.world;

import dev.muster.model.JobId;

/**
 * A job that must have succeeded before another may run.
 *
 * @param name as the other's manifest has it
 * @param job which job that name meant when the other was submitted
 * @param met whether it has succeeded
 */
public record Need(String name, JobId job, boolean met) {

  /** The same, of another job of that name. */
  public Need of(JobId other) {
    return new Need(name, other, met);
  }

  /** The same, now that it is met. */
  public Need fulfilled() {
    return new Need(name, job, true);
  }
}
