package dev.muster.model;

/**
 * What people call a job. Unique among the unfinished jobs of a project; otherwise it means the
 * newest.
 */
public record JobName(String project, String name) {
  @Override
  public String toString() {
    return project + "/" + name;
  }
}
