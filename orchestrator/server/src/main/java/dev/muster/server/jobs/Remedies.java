package dev.muster.server.jobs;

import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.model.run.Cause;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What to do about a cause: commands that can be run as they stand, and fields with a value that
 * the manifest can be given, never prose.
 */
final class Remedies {
  private static final long GIBIBYTE = 1L << 30;

  private final Job job;
  private final Cause cause;
  private final List<String> next = new ArrayList<>();

  private Remedies(Job job, Cause cause) {
    this.job = job;
    this.cause = cause;
  }

  /** What to do, the most promising first; never empty. */
  static List<String> of(Job job, Cause cause) {
    Remedies remedies = new Remedies(job, cause);
    remedies.specific();
    remedies.next.add("muster describe " + job.nameInCommands());
    return List.copyOf(remedies.next);
  }

  /** Where to read what a rank or a node wrote. */
  static String logs(Job job, Cause cause) {
    String command = "muster logs " + job.nameInCommands();
    if (cause.rank() != null) {
      return command + " --rank " + cause.rank();
    }
    return cause.node() == null ? command : command + " --node " + cause.node();
  }

  private void specific() {
    switch (cause.code()) {
      case USER_EXIT,
          RANK_CRASHED,
          RANK_SIGNALLED,
          COMMAND_NOT_FOUND,
          ENVIRONMENT_FAILED,
          SETUP_FAILED,
          RULE_MET,
          NODE_UNPREPARED,
          NODE_UNFIT,
          RENDEZVOUS_PORT ->
          next.add(logs(job, cause));
      case OUT_OF_MEMORY -> memory();
      case RANKS_HUNG -> hung();
      case SECRET_MISSING -> {} // only who has the values can submit it again
      case PORT_TAKEN -> ports();
      case NEEDS_FAILED -> needed();
      case DEADLINE_EXCEEDED -> deadline();
      case RENDEZVOUS_TIMEOUT, NODE_LOST, PREEMPTED -> restarts();
      case CAPACITY_STOCKOUT,
          CAPACITY_UNSUPPORTED,
          QUOTA_EXCEEDED,
          AUTH_DENIED,
          REQUEST_INVALID,
          THROTTLED,
          TRANSIENT,
          UNKNOWN_OUTCOME,
          NAME_CONFLICT,
          NOT_FOUND,
          PROVIDER_OUTAGE ->
          next.add("muster doctor");
    }
  }

  private void memory() {
    next.add(logs(job, cause));
    long bytes = job.spec().resources().memoryBytes();
    if (bytes > 0) {
      next.add("spec.resources.memory: %dGiB".formatted(2 * Math.ceilDiv(bytes, GIBIBYTE)));
    }
  }

  private void hung() {
    next.add(logs(job, cause));
    Duration allowed = job.spec().recovery().hangAfter();
    if (allowed != null) {
      next.add("spec.recovery.hangAfter: %ds".formatted(2 * allowed.toSeconds()));
    }
  }

  /** The next ports above: whether those are free, only trying can tell. */
  private void ports() {
    List<Integer> others =
        job.spec().resources().ports().stream()
            .map(port -> port < 65_535 ? port + 1 : port - 1)
            .toList();
    if (others.stream().distinct().count() == others.size() && !others.isEmpty()) {
      next.add("spec.resources.ports: " + others);
    }
  }

  private void needed() {
    for (Need need : job.unmet()) {
      String project = job.spec().project();
      String name = project.equals("default") ? need.name() : project + "/" + need.name();
      next.add("muster explain " + name);
    }
  }

  private void deadline() {
    Deadlines deadlines = job.spec().timing().deadlines();
    if (cause.detail().contains("deadlines.start") && deadlines.start() != null) {
      next.add("spec.deadlines.start: %ds".formatted(2 * deadlines.start().toSeconds()));
    }
    if (cause.detail().contains("deadlines.run") && deadlines.run() != null) {
      next.add("spec.deadlines.run: %ds".formatted(2 * deadlines.run().toSeconds()));
    }
    if (cause.detail().contains("deadlines.finishBy")) {
      next.add("spec.deadlines.finishBy: " + later());
    }
  }

  /** As long after its end as it was given before. */
  private Instant later() {
    Instant ended = job.state() instanceof JobState.Finished f ? f.since() : job.state().since();
    Duration given = Duration.between(job.submission().at(), ended);
    return ended.plus(given).plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
  }

  private void restarts() {
    next.add(logs(job, cause));
    if (job.finished()) {
      int most = job.spec().recovery().maxRestarts();
      next.add("spec.recovery.maxRestarts: " + (most + Math.max(most, 3)));
    }
  }
}
