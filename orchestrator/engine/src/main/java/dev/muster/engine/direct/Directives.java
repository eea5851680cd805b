package dev.muster.engine.direct;

import dev.muster.engine.port.Folders;
import dev.muster.engine.world.Checkpoints;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.LogPattern;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.RankLaunch;
import dev.muster.model.run.Attempt;
import dev.muster.model.run.JobState;
import dev.muster.model.run.Resumption;
import dev.muster.model.run.StopManner;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.PythonSpec;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.planner.Gang;
import dev.muster.planner.PlanFile;
import dev.muster.planner.RankEnvironment;
import dev.muster.spi.ClaimState;
import dev.muster.spi.GrantedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Derives an agent's directive from the state of its job. A pure function, so a directive that was
 * lost, or that another server gave, is simply derived again.
 */
public final class Directives {
  /** After a failure nothing is worth waiting for: the gang's other ranks hang in a collective. */
  private static final Duration QUICK_GRACE = Duration.ofSeconds(5);

  private final Folders folders;

  public Directives(Folders folders) {
    this.folders = folders;
  }

  /** The last word to an agent whose claim is over or was never ours. */
  public static Directive exit() {
    return new Directive(Long.MAX_VALUE, 0, Order.EXIT, null, null, null);
  }

  /** What is wanted of the agents of a job in this state. */
  public static Order order(Job job) {
    return switch (job.state()) {
      case JobState.Queued q -> Order.EXIT;
      case JobState.Admitted a -> Order.WAIT;
      case JobState.Provisioning p -> Order.WAIT;
      case JobState.Starting s -> Order.PREPARE;
      case JobState.Running r -> Order.RUN;
      case JobState.Draining d -> Order.STOP;
      case JobState.Suspended s -> Order.EXIT;
      case JobState.Finished f -> Order.EXIT;
    };
  }

  /**
   * The directive of one node.
   *
   * @param port the rendezvous port that node 0 picked; 0 while there is none
   * @param chores what the agent of node 0 has to do with checkpoints
   */
  public Directive of(Job job, Claim claim, int node, int port, long revision, List<Chore> chores) {
    Order order = order(job);
    return order == Order.EXIT
        ? exit()
        : new Directive(
            revision,
            job.epoch(),
            order,
            order == Order.PREPARE || order == Order.RUN ? preparation(job, claim, node) : null,
            order == Order.RUN ? launch(job, claim, node, port) : null,
            order == Order.STOP ? Integer.valueOf(graceSeconds(job)) : null,
            order == Order.STOP ? saveSignal(job) : null,
            node == 0 ? chores : List.of());
  }

  /** What is to be done with a job's checkpoints now. */
  public List<Chore> chores(Job job, Claim claim, Checkpoints checkpoints) {
    return Chores.of(job, checkpoints, checkpointFolder(job, claim));
  }

  private @Nullable String checkpointFolder(Job job, Claim claim) {
    String path = job.spec().checkpoint().path();
    String jobDirectory = folders.jobDirectory(job.id(), claim.provider());
    if (path.startsWith("/")) {
      return path;
    }
    return jobDirectory == null ? null : jobDirectory + "/" + path;
  }

  /** How long ranks that are stopped now have between SIGTERM and SIGKILL. */
  public static int graceSeconds(Job job) {
    Duration grace = job.spec().checkpoint().grace();
    boolean quick = manner(job) == StopManner.QUICKLY && grace.compareTo(QUICK_GRACE) > 0;
    return Math.toIntExact((quick ? QUICK_GRACE : grace).toSeconds());
  }

  /** What asks ranks that are stopped now for a checkpoint; null when nobody waits for one. */
  public static @Nullable String saveSignal(Job job) {
    return manner(job) == StopManner.SAVE_FIRST ? job.spec().checkpoint().signal() : null;
  }

  private static StopManner manner(Job job) {
    return job.state() instanceof JobState.Draining d ? d.manner() : StopManner.QUICKLY;
  }

  private Preparation preparation(Job job, Claim claim, int node) {
    JobSpec spec = job.spec();
    return new Preparation(
        job.id().value(),
        attempt(job).number(),
        folders.jobDirectory(job.id(), claim.provider()),
        job.submission().workdirDigest(),
        python(job),
        spec.setup(),
        setupEnvironment(job, node),
        spec.resources().ports());
  }

  /** The job's Python with the submitter's interpreter where the manifest names none. */
  private static @Nullable PythonSpec python(Job job) {
    PythonSpec asked = job.spec().python();
    if (asked == null || asked.interpreter() != null) {
      return asked;
    }
    return new PythonSpec(asked.requirements(), asked.version(), job.submission().interpreter());
  }

  private static Map<String, String> setupEnvironment(Job job, int node) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("MUSTER_JOB", job.spec().name());
    variables.put("MUSTER_PROJECT", job.spec().project());
    variables.put("MUSTER_NODE_RANK", "" + node);
    variables.put("MUSTER_NNODES", "" + job.spec().resources().nodes());
    variables.putAll(job.spec().env());
    return variables;
  }

  private static Launch launch(Job job, Claim claim, int node, int port) {
    JobSpec spec = job.spec();
    Gang gang = gang(job, granted(claim), port);
    int perNode = spec.resources().ranksPerNode();
    List<RankLaunch> ranks = new ArrayList<>();
    for (int rank = node * perNode; rank < (node + 1) * perNode; rank += spec.ranksPerProcess()) {
      ranks.add(new RankLaunch(rank, RankEnvironment.of(spec, job.plan(), gang, rank)));
    }
    return new Launch(
        spec.command().arguments(),
        PlanFile.json(spec, job.plan()),
        ranks,
        logPatterns(spec.recovery().rules()));
  }

  private static Gang gang(Job job, List<GrantedNode> nodes, int port) {
    Resumption resumed = attempt(job).resumed();
    return new Gang(
        attempt(job).number(),
        job.epoch(),
        nodes.stream().map(GrantedNode::address).toList(),
        nodes.getFirst().address(),
        port,
        nodes.stream().map(GrantedNode::devices).toList(),
        resumed == null ? null : resumed.path());
  }

  private static List<LogPattern> logPatterns(List<RecoveryRule> rules) {
    List<LogPattern> patterns = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      if (rules.get(rule).on() instanceof RecoveryRule.LogLine line) {
        patterns.add(new LogPattern(rule, line.pattern()));
      }
    }
    return patterns;
  }

  private static List<GrantedNode> granted(Claim claim) {
    if (claim.observed() instanceof ClaimState.Granted granted) {
      return granted.nodes();
    }
    throw new IllegalStateException(
        "claim %s: %s (expected: granted)".formatted(claim.id(), claim.observed()));
  }

  private static Attempt attempt(Job job) {
    return Objects.requireNonNull(job.attempt(), "attempt");
  }
}
