package dev.muster.client;

/** What a job is called: unique among the unfinished jobs of a project, otherwise the newest. */
public record JobRef(String project, String name) {
  @Override
  public String toString() {
    return project + "/" + name;
  }
}
