package dev.muster.engine.world;

import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.model.plan.Plan;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.JobSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as the engine knows it.
 *
 * @param id its identity
 * @param spec what its owner wants
 * @param plan how it is cut
 * @param submission what came along
 * @param state where it stands
 * @param attempts every attempt so far, oldest first
 * @param epoch fencing token of the newest attempt; 0 before the first
 * @param recoveries what its failures have cost
 * @param needs the jobs that must have succeeded before it runs
 * @param revision grows with every change of the job, its claim or its workers
 */
public record Job(
    JobId id,
    JobSpec spec,
    Plan plan,
    Submission submission,
    JobState state,
    List<Attempt> attempts,
    long epoch,
    Recoveries recoveries,
    List<Need> needs,
    long revision) {
  public Job {
    attempts = List.copyOf(attempts);
    needs = List.copyOf(needs);
  }

  /** A job that needs no other. */
  public Job(
      JobId id,
      JobSpec spec,
      Plan plan,
      Submission submission,
      JobState state,
      List<Attempt> attempts,
      long epoch,
      Recoveries recoveries,
      long revision) {
    this(id, spec, plan, submission, state, attempts, epoch, recoveries, List.of(), revision);
  }

  /** Its project and name. */
  public JobName name() {
    return new JobName(spec.project(), spec.name());
  }

  /** The name as commands take it: the default project goes without saying. */
  public String nameInCommands() {
    return spec.project().equals("default") ? spec.name() : name().toString();
  }

  /** Whether it has ended. */
  public boolean finished() {
    return state instanceof JobState.Finished;
  }

  /** Those of the jobs it needs that have not succeeded yet. */
  public List<Need> unmet() {
    return needs.stream().filter(need -> !need.met()).toList();
  }

  /** Whether it stands in line for capacity: it waits, and for nothing else. */
  public boolean inLine() {
    return state instanceof JobState.Queued && needs.stream().allMatch(Need::met);
  }

  /** The newest attempt; null before the first. */
  public @Nullable Attempt attempt() {
    return attempts.isEmpty() ? null : attempts.getLast();
  }

  /** This job in another state, one revision on. */
  public Job in(JobState next) {
    return new Job(
        id, spec, plan, submission, next, attempts, epoch, recoveries, needs, revision + 1);
  }

  /** This job one revision on. */
  public Job touched() {
    return in(state);
  }

  /** This job with a further attempt under a new epoch. */
  public Job plus(Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return new Job(
        id, spec, plan, submission, state, all, attempt.epoch(), recoveries, needs, revision + 1);
  }

  /** This job with its newest attempt replaced. */
  public Job withAttempt(Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.set(all.size() - 1, attempt);
    return new Job(id, spec, plan, submission, state, all, epoch, recoveries, needs, revision + 1);
  }

  /** This job with another count of what its failures have cost. */
  public Job with(Recoveries next) {
    return new Job(id, spec, plan, submission, state, attempts, epoch, next, needs, revision + 1);
  }

  /** This job with what it needs as it stands now. */
  public Job needing(List<Need> next) {
    return new Job(
        id, spec, plan, submission, state, attempts, epoch, recoveries, next, revision + 1);
  }
}
