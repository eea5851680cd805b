package dev.muster.store.contract;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.EventType;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Recoveries;
import dev.muster.engine.world.Submission;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.Blocker;
import dev.muster.model.run.Cause;
import dev.muster.model.run.CheckpointContent;
import dev.muster.model.run.Ending;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Outcome;
import dev.muster.model.run.Resumption;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;
import dev.muster.model.run.Verdict;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows with every field drawn at random: what a store keeps, not what an engine would write. */
final class RandomRows {
  private static final Outcome[] JOB_OUTCOMES = {
    Outcome.SUCCEEDED, Outcome.FAILED, Outcome.CANCELLED
  };

  private final Draw draw;
  private final RandomSpecs specs;
  private int made;

  RandomRows(long seed) {
    draw = new Draw(seed);
    specs = new RandomSpecs(draw);
  }

  /** A job under a name and key of its own. */
  Job job() {
    made++;
    return new Job(
        new JobId("job" + draw.below(1000) + "x" + String.format("%06d", made)),
        specs.spec("name-" + made),
        specs.plan(),
        submission(),
        jobState(),
        draw.list(3, this::attempt),
        draw.below(100),
        recoveries(),
        draw.list(
            3, () -> new Need(draw.text(), new JobId("needed" + draw.below(10)), draw.chance())),
        draw.below(1000));
  }

  Job unfinishedJob() {
    return job().in(new JobState.Running(instant(), claimId()));
  }

  Job finishedJob() {
    return job().in(new JobState.Finished(instant(), ending()));
  }

  Claim claim(JobId job) {
    return new Claim(
        claimId(),
        job,
        new ProviderId("provider-" + draw.below(5)),
        draw.text(),
        draw.from(1, 9),
        new NodeSize(draw.below(64), draw.bytes(), specs.accelerator()),
        draw.chance(),
        draw.orNull(this::claimState));
  }

  Worker worker(ClaimId claim, int node) {
    return new Worker(
        claim,
        node,
        draw.text(),
        draw.below(9),
        draw.oneOf(WorkerPhase.values()),
        draw.orNull(() -> draw.below(65_536)),
        draw.list(4, this::rank),
        draw.orNull(() -> new WorkerFault(draw.text(), draw.text(), draw.texts())));
  }

  Checkpoint checkpoint(JobId job, long step) {
    return new Checkpoint(
        job,
        draw.below(5),
        step,
        draw.text(),
        draw.micros(),
        draw.oneOf(Checkpoint.State.values()),
        draw.orNull(() -> new CheckpointContent(draw.below(99), draw.bytes(), draw.text())),
        draw.below(9));
  }

  Event event(JobId job) {
    return new Event(
        job,
        draw.oneOf(EventType.values()),
        draw.text(),
        Map.of("claim", draw.text(), draw.text() + "1", draw.text(), "", ""));
  }

  /** Any variant. */
  JobState jobState() {
    Instant since = instant();
    return switch (draw.below(8)) {
      case 0 -> new JobState.Queued(since, explanation());
      case 1 -> new JobState.Admitted(since, claimId());
      case 2 -> new JobState.Provisioning(since, claimId());
      case 3 -> new JobState.Starting(since, claimId());
      case 4 -> new JobState.Running(since, claimId());
      case 5 ->
          new JobState.Draining(
              since,
              claimId(),
              ending(draw.oneOf(Outcome.values())),
              draw.oneOf(Then.values()),
              draw.oneOf(StopManner.values()));
      case 6 -> new JobState.Suspended(since);
      default -> new JobState.Finished(since, ending());
    };
  }

  /** Any variant. */
  ClaimState claimState() {
    return switch (draw.below(8)) {
      case 0 -> new ClaimState.Requested();
      case 1 -> new ClaimState.Pending(draw.orNull(() -> draw.below(9)), wait(draw.chance()));
      case 2 -> new ClaimState.Granted(draw.list(3, this::node));
      case 3 -> new ClaimState.Denied(fault());
      case 4 -> new ClaimState.Unknown(fault());
      case 5 -> new ClaimState.Releasing();
      case 6 -> new ClaimState.Released();
      default -> new ClaimState.Vanished(fault());
    };
  }

  private Submission submission() {
    return new Submission(
        instant(),
        draw.text(),
        draw.text(),
        draw.orNull(draw::text),
        draw.orNull(draw::text),
        draw.orNull(() -> "key-" + made));
  }

  private Attempt attempt() {
    return new Attempt(
        draw.from(1, 9),
        draw.below(99),
        claimId(),
        instant(),
        draw.orNull(this::instant),
        draw.orNull(this::instant),
        draw.orNull(() -> ending(draw.oneOf(Outcome.values()))),
        draw.orNull(() -> new Resumption(draw.bytes(), draw.text())));
  }

  /** How a job can end. */
  private Ending ending() {
    return ending(draw.oneOf(JOB_OUTCOMES));
  }

  private Ending ending(Outcome outcome) {
    return new Ending(outcome, draw.orNull(this::cause));
  }

  private Recoveries recoveries() {
    return new Recoveries(
        draw.bytes(), draw.below(9), draw.orNull(draw::text), draw.below(9), draw.below(9));
  }

  private Cause cause() {
    return new Cause(
        draw.oneOf(FaultCode.values()),
        draw.orNull(() -> draw.below(9)),
        draw.orNull(() -> draw.below(9)),
        draw.text(),
        draw.texts());
  }

  private Explanation explanation() {
    return new Explanation(
        draw.oneOf(Verdict.values()),
        draw.text(),
        draw.orNull(this::cause),
        draw.list(3, () -> new Blocker(draw.text(), draw.text(), draw.bytes())),
        draw.texts(),
        draw.texts(),
        draw.orNull(this::instant));
  }

  private RankReport rank() {
    return new RankReport(
        draw.below(99),
        draw.below(99_999),
        draw.chance(),
        draw.orNull(() -> draw.below(256)),
        draw.orNull(() -> draw.below(64)),
        draw.chance(),
        draw.bytes(),
        draw.texts(),
        draw.chance(),
        draw.orNull(() -> new LogMatch(draw.below(9), draw.text())));
  }

  private GrantedNode node() {
    return new GrantedNode(draw.below(9), draw.text(), draw.text(), List.copyOf(draw.texts()));
  }

  private Fault fault() {
    return new Fault(draw.oneOf(FaultCode.values()), draw.text(), wait(draw.chance()));
  }

  private ClaimId claimId() {
    return new ClaimId("claim-" + draw.bytes() + "-" + ++made);
  }

  private Instant instant() {
    return draw.instant();
  }

  private @Nullable Duration wait(boolean known) {
    return known ? draw.duration() : null;
  }
}
