package dev.muster.manifest;

import dev.muster.manifest.Manifests.Checked;
import dev.muster.manifest.tree.Node;
import dev.muster.model.spec.JobSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the jobs of one text must keep among themselves: each has a name of its own, and none needs
 * itself by way of others. A name that the text does not have may be that of an earlier job.
 */
final class Siblings {
  private record Name(String project, String name) {}

  /** A job and where it is written. */
  private record Job(JobSpec spec, Node root, Checked checked) {
    Name name() {
      return new Name(spec.project(), spec.name());
    }
  }

  /** A job on the way down, and which of its needs is looked at next. */
  private static final class Visit {
    private final Job job;
    private int next;

    private Visit(Job job) {
      this.job = job;
    }
  }

  private final Map<Name, Job> jobs = new HashMap<>();
  private final Set<Name> done = new HashSet<>();
  private final String fileName;

  private Siblings(String fileName) {
    this.fileName = fileName;
  }

  static void check(List<Checked> all, String fileName) {
    if (all.size() < 2) {
      return;
    }
    Siblings siblings = new Siblings(fileName);
    List<Job> valid = all.stream().flatMap(Siblings::job).toList();
    valid.forEach(siblings::name);
    valid.forEach(siblings::follow);
  }

  private static Stream<Job> job(Checked checked) {
    Node root = checked.root();
    JobSpec spec = checked.spec();
    return root == null || spec == null ? Stream.empty() : Stream.of(new Job(spec, root, checked));
  }

  private void name(Job job) {
    Job first = jobs.putIfAbsent(job.name(), job);
    if (first != null) {
      String message =
          "\"%s\" is also the name of the job on line %d (expected: one of its own)"
              .formatted(
                  job.spec().name(),
                  new Positions(first.root(), fileName).at("/metadata/name").line());
      report(job, "/metadata/name", message);
    }
  }

  /** Goes down the needs of a job that was not met yet; the one that leads back is reported. */
  private void follow(Job start) {
    Deque<Visit> way = new ArrayDeque<>();
    enter(start, way);
    while (!way.isEmpty()) {
      Visit visit = way.getLast();
      List<String> needs = visit.job.spec().timing().needs();
      if (visit.next == needs.size()) {
        way.removeLast();
        continue;
      }
      int index = visit.next++;
      Job needed = jobs.get(new Name(visit.job.spec().project(), needs.get(index)));
      if (needed != null && !enter(needed, way)) {
        circle(needed, way, index);
      }
    }
  }

  /** Whether a job was met for the first time. */
  private boolean enter(Job job, Deque<Visit> way) {
    boolean isNew = done.add(job.name());
    if (isNew) {
      way.addLast(new Visit(job));
    }
    return isNew;
  }

  private void circle(Job needed, Deque<Visit> way, int index) {
    List<String> names =
        way.stream()
            .dropWhile(visit -> !visit.job.name().equals(needed.name()))
            .map(visit -> visit.job.spec().name())
            .toList();
    if (names.isEmpty()) {
      return;
    }
    String circle =
        Stream.concat(names.stream(), Stream.of(needed.spec().name()))
            .collect(Collectors.joining(" needs "));
    String message = "a circle: %s (expected: jobs that can end before this one)";
    report(way.getLast().job, "/spec/needs/" + index, message.formatted(circle));
  }

  private void report(Job job, String pointer, String message) {
    Positions positions = new Positions(job.root(), fileName);
    job.checked().problems().add(positions.problem(pointer, message, null));
  }
}
