package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.core.Core;
import dev.muster.engine.core.Round;
import dev.muster.engine.direct.Directives;
import dev.muster.engine.input.Input;
import dev.muster.engine.port.Effect;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Need;
import dev.muster.engine.world.Submission;
import dev.muster.engine.world.Verb;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.Plan;
import dev.muster.model.run.CheckpointContent;
import dev.muster.model.run.Ending;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Timing;
import dev.muster.spi.Catalog;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Flavor;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.spi.ProviderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A course of events told in the words of the domain: jobs on one machine with a few cores. */
final class Scenario {
  static final CheckpointContent CONTENT = new CheckpointContent(3, 900, "abc");
  static final ProviderId HERE = new ProviderId("here");

  final MemoryJournal journal = new MemoryJournal();
  private Core core = new Core(journal);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int submissions;

  /** A machine with this many cores. */
  static Scenario onCores(int cores) {
    Scenario scenario = new Scenario();
    scenario.capacity(cores);
    return scenario;
  }

  Step capacity(int cores) {
    Flavor machine =
        new Flavor("machine", new NodeSize(cores, 1L << 34, null), 1, true, BigDecimal.ZERO);
    return tell(new Input.CapacityObserved(HERE, new Catalog("1", List.of(machine))));
  }

  /** Submits a job of nodes with one core and two ranks each. */
  Step submit(String name, int nodes) {
    return submit(name, nodes, null);
  }

  Step submit(String name, int nodes, String key) {
    return submit(spec(name, nodes, RecoverySpec.DEFAULT, null), key, List.of());
  }

  /** Submits a job of one node with these rules of recovery. */
  Step submit(String name, RecoverySpec recovery) {
    return submit(spec(name, 1, recovery, null), null, List.of());
  }

  /** Submits a job of one node that goes on from what an earlier one has left. */
  Step submitLatest(String name, List<Checkpoint> left) {
    return submit(spec(name, 1, RecoverySpec.DEFAULT, CheckpointSpec.LATEST), null, left);
  }

  /** Submits a job of one node with this timing. */
  Step submit(String name, Timing timing, Need... needs) {
    return submit(name, new Resources(1, 2, null, 1, 0), timing, needs);
  }

  Step submit(String name, Resources resources, Timing timing, Need... needs) {
    return tell(order(spec(name, resources, timing), null, List.of(), List.of(needs)));
  }

  /** An order to run a job, not given yet. */
  Input.Submit order(String name, int nodes, Timing timing, Need... needs) {
    Resources resources = new Resources(nodes, 2, null, 1, 0);
    return order(spec(name, resources, timing), null, List.of(), List.of(needs));
  }

  /** The job of this name, as something that another needs. */
  Need need(String name) {
    return new Need(name, job(name).id(), false);
  }

  private Step submit(JobSpec spec, String key, List<Checkpoint> left) {
    return tell(order(spec, key, left, List.of()));
  }

  private Input.Submit order(JobSpec spec, String key, List<Checkpoint> left, List<Need> needs) {
    now = now.plusMillis(1);
    String name = spec.name();
    Plan plan = new Plan(Mesh.of(spec.worldSize(), 1), List.of(), null, List.of());
    String digest = name + spec.resources().nodes();
    Submission submission = new Submission(now, "", digest, null, null, key);
    JobId id = new JobId("%s%03d".formatted(name, ++submissions));
    List<Checkpoint> inherited =
        left.stream()
            .map(c -> Checkpoint.announced(id, 0, c.step(), c.path(), now))
            .map(c -> c.verified(CONTENT, 0))
            .toList();
    return new Input.Submit(id, spec, plan, submission, inherited, needs);
  }

  private static JobSpec spec(String name, Resources resources, Timing timing) {
    return spec(name, resources, RecoverySpec.DEFAULT, null, timing);
  }

  private static JobSpec spec(
      String name, int nodes, RecoverySpec recovery, @Nullable String resumeFrom) {
    Resources resources = new Resources(nodes, 2, null, 1, 0);
    return spec(name, resources, recovery, resumeFrom, Timing.DEFAULT);
  }

  private static JobSpec spec(
      String name,
      Resources resources,
      RecoverySpec recovery,
      @Nullable String resumeFrom,
      Timing timing) {
    return new JobSpec(
        "default",
        name,
        Map.of(),
        Framework.NONE,
        null,
        null,
        null,
        Command.shell("true"),
        Launcher.RANK,
        Map.of(),
        List.of(),
        resources,
        null,
        null,
        new Parallelism.Auto(),
        new CheckpointSpec(
            "checkpoints", null, Duration.ofSeconds(30), resumeFrom, 2, CheckpointSpec.SIGNAL),
        recovery,
        timing);
  }

  Step cancel(String name) {
    return order(name, Verb.CANCEL);
  }

  Step order(String name, Verb verb) {
    return order(name, verb, null);
  }

  Step order(String name, Verb verb, @Nullable String key) {
    return tell(new Input.Order(job(name).id(), verb, "test", key));
  }

  /** The newest attempt has announced a checkpoint of a step, in a folder named after it. */
  Step announce(String name, long step) {
    Job job = job(name);
    return tell(new Input.CheckpointAnnounced(job.id(), job.attempts().size(), step, "/c/" + step));
  }

  /** An agent has looked into the folder of a step; null content is a problem. */
  Step inspected(String name, long step, @Nullable CheckpointContent content) {
    String problem = content == null ? "no such folder" : null;
    return tell(
        new Input.CheckpointInspected(
            claim(name).id(), job(name).epoch(), "/c/" + step, content, problem));
  }

  /** A checkpoint that is written, announced and verified. */
  void checkpoint(String name, long step) {
    announce(name, step);
    inspected(name, step, CONTENT);
  }

  /** The ranks have come to a step. */
  Step reach(String name, long step) {
    return tell(new Input.StepReached(job(name).id(), job(name).attempts().size(), step));
  }

  /** The directive of node 0. */
  Directive directive(String name) {
    Job job = job(name);
    Directives directives = new Directives((id, provider) -> "/jobs/" + id);
    return directives.of(
        job,
        claim(name),
        0,
        29500,
        job.revision(),
        directives.chores(job, claim(name), core.world().checkpoints(job.id())));
  }

  /** A running job of one node loses a rank in this way, and all its ranks end. */
  void fail(String name, RankReport failed) {
    report(name, 0, WorkerPhase.RUNNING, failed, running(1));
    report(name, 0, WorkerPhase.STOPPED, failed, stopped(1));
  }

  /** The next attempt on the same nodes comes to run. */
  void runAgain(String name) {
    report(name, 0, WorkerPhase.READY);
    report(name, 0, WorkerPhase.RUNNING, running(0), running(1));
  }

  /** The provider grants the job's claim. */
  Step grant(String name) {
    Claim claim = claim(name);
    List<GrantedNode> nodes =
        IntStream.range(0, claim.nodes())
            .mapToObj(i -> new GrantedNode(i, "n" + i, "127.0.0.1", List.of()))
            .toList();
    return claimed(name, new ClaimState.Granted(nodes));
  }

  /** The provider says this of the job's claim. */
  Step claimed(String name, ClaimState state) {
    return tell(new Input.ClaimObserved(claim(name).id(), state));
  }

  /** The provider has taken everything of a claim back. */
  Step released(ClaimId claim) {
    return tell(new Input.ClaimObserved(claim, new ClaimState.Released()));
  }

  /** A node's agent reports. */
  Step report(String name, int node, WorkerPhase phase, RankReport... ranks) {
    return report(name, node, "agent-" + node, phase, ranks);
  }

  Step report(String name, int node, String instance, WorkerPhase phase, RankReport... ranks) {
    Integer port = node == 0 && phase == WorkerPhase.READY ? 29500 : null;
    return tell(
        new Input.WorkerReported(
            new Worker(
                claim(name).id(),
                node,
                instance,
                job(name).epoch(),
                phase,
                port,
                List.of(ranks),
                null)));
  }

  /** Takes a job of one node from its admission to its ranks running. */
  void run(String name) {
    grant(name);
    report(name, 0, WorkerPhase.READY);
    report(name, 0, WorkerPhase.RUNNING, running(0), running(1));
    assertThat(state(name)).isEqualTo("running");
  }

  static RankReport running(int rank) {
    return new RankReport(rank, 100 + rank, false, null, null, false, 0, List.of());
  }

  static RankReport exited(int rank, int code, long atMillis) {
    return new RankReport(rank, 100 + rank, true, code, null, false, atMillis, List.of("bye"));
  }

  static RankReport killed(int rank, int signal) {
    return new RankReport(rank, 100 + rank, true, null, signal, false, 5, List.of());
  }

  static RankReport stopped(int rank) {
    return new RankReport(rank, 100 + rank, true, null, 15, true, 9, List.of());
  }

  Step tell(Input input) {
    Round round = core.run(List.of(input), now);
    return round.answers().getFirst();
  }

  /** Time passes, second by second. */
  Step pass(Duration time) {
    Step last = tell(new Input.Tick());
    for (Instant end = now.plus(time); now.isBefore(end); ) {
      now = now.plusSeconds(1).isBefore(end) ? now.plusSeconds(1) : end;
      last = tell(new Input.Tick());
    }
    return last;
  }

  /** Everything stands still for a while. */
  void sleep(Duration time) {
    now = now.plus(time);
    tell(new Input.Tick());
  }

  /** The calls that are due now. */
  List<Effect> due() {
    return core.due();
  }

  /** The server dies and starts again on what it had journaled. */
  void crash() {
    core = new Core(journal);
    capacity(2);
  }

  Core core() {
    return core;
  }

  Job job(String name) {
    return journal.newest(name);
  }

  String state(String name) {
    return job(name).state().word();
  }

  /** Why a queued job waits. */
  Explanation why(String name) {
    return ((JobState.Queued) job(name).state()).reason();
  }

  /** How a job ended. */
  Ending ending(String name) {
    return ((JobState.Finished) job(name).state()).ending();
  }

  Instant now() {
    return now;
  }

  /** A running job of one node ends well, and its nodes are given back. */
  void succeed(String name) {
    report(name, 0, WorkerPhase.RUNNING, exited(0, 0, 1), exited(1, 0, 1));
    report(name, 0, WorkerPhase.STOPPED, exited(0, 0, 1), exited(1, 0, 1));
    released(claim(name).id());
  }

  /** Why a queued job waits, in one sentence. */
  String reason(String name) {
    return ((JobState.Queued) job(name).state()).reason().summary();
  }

  /** The newest claim of a job. */
  Claim claim(String name) {
    return journal.claimOf(job(name).id());
  }
}
