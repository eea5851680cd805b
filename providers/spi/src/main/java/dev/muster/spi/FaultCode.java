package dev.muster.spi;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of classified failures. The dotted word is the problem type in REST, the metric
 * label and what the CLI prints; it never changes once published.
 */
public enum FaultCode {
  /** No capacity of this shape is to be had now. */
  CAPACITY_STOCKOUT("capacity.stockout", Blame.PROVIDER),
  /** The shape does not exist at this provider, now or later. */
  CAPACITY_UNSUPPORTED("capacity.unsupported", Blame.USER),
  /** The account may not hold this much. */
  QUOTA_EXCEEDED("quota.exceeded", Blame.OPERATOR),
  /** Credentials are missing, expired or not sufficient. */
  AUTH_DENIED("auth.denied", Blame.OPERATOR),
  /** The request is malformed or contradicts itself; sending it again cannot help. */
  REQUEST_INVALID("request.invalid", Blame.USER),
  /** Too many calls; {@link Fault#retryAfter()} says when to come back. */
  THROTTLED("throttled", Blame.PROVIDER),
  /** The call was certainly not applied; the same call may work later. */
  TRANSIENT("transient", Blame.PROVIDER),
  /** The call may or may not have been applied: look before sending again. */
  UNKNOWN_OUTCOME("unknown.outcome", Blame.PROVIDER),
  /** A foreign resource bears the name that we need. */
  NAME_CONFLICT("name.conflict", Blame.OPERATOR),
  /** The provider knows no such resource. */
  NOT_FOUND("not.found", Blame.PROVIDER),
  /** The provider as a whole does not answer. */
  PROVIDER_OUTAGE("provider.outage", Blame.PROVIDER),
  /** The provider took the capacity back. */
  PREEMPTED("preempted", Blame.PROVIDER),
  /** A node or its agent is gone. */
  NODE_LOST("node.lost", Blame.PROVIDER),
  /** A node could not be made ready: agent, working directory or environment. */
  NODE_UNPREPARED("node.unprepared", Blame.PLATFORM),
  /** The Python environment of the job could not be built. */
  ENVIRONMENT_FAILED("environment.failed", Blame.USER),
  /** The job's own setup command failed. */
  SETUP_FAILED("setup.failed", Blame.USER),
  /** The value of one of the job's secrets is not there any more. */
  SECRET_MISSING("secret.missing", Blame.USER),
  /** The job's command could not be started: not found or not executable. */
  COMMAND_NOT_FOUND("user.command", Blame.USER),
  /** A rank ended with an exit code other than zero. */
  USER_EXIT("user.exit", Blame.USER),
  /** A rank was ended by a signal that Muster did not send. */
  RANK_SIGNALLED("rank.signalled", Blame.OPERATOR),
  /** A rank ended itself by a signal: a segmentation fault, an abort. */
  RANK_CRASHED("user.crash", Blame.USER),
  /** The system ended a rank for want of memory. */
  OUT_OF_MEMORY("rank.memory", Blame.USER),
  /** No rank came to a step for as long as the manifest allows. */
  RANKS_HUNG("rank.hung", Blame.USER),
  /** A rule of the manifest was met. */
  RULE_MET("recovery.rule", Blame.USER),
  /** A rule of the manifest says that the node must be replaced. */
  NODE_UNFIT("node.unfit", Blame.PROVIDER),
  /** The port where the ranks meet was taken by somebody else in between. */
  RENDEZVOUS_PORT("rendezvous.port", Blame.PLATFORM),
  /** The workers did not become ready together in time. */
  RENDEZVOUS_TIMEOUT("rendezvous.timeout", Blame.PLATFORM),
  /** A port that the job needs for itself is used by somebody else. */
  PORT_TAKEN("port.taken", Blame.USER),
  /** A job that this one needs has not succeeded. */
  NEEDS_FAILED("needs.failed", Blame.USER),
  /** The job has taken longer than its manifest allows. */
  DEADLINE_EXCEEDED("deadline.exceeded", Blame.USER);

  private static final Map<String, FaultCode> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FaultCode::word, c -> c));

  private final String word;
  private final Blame blame;

  FaultCode(String word, Blame blame) {
    this.word = word;
    this.blame = blame;
  }

  /** The stable dotted word, for example {@code capacity.stockout}. */
  public String word() {
    return word;
  }

  /** Who has to act when nothing more is known. */
  public Blame blame() {
    return blame;
  }

  /** The code with this dotted word; null if there is none. */
  public static @Nullable FaultCode find(String word) {
    return BY_WORD.get(word);
  }

  /**
   * The code with this dotted word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static FaultCode ofWord(String word) {
    FaultCode code = find(word);
    if (code == null) {
      throw new IllegalArgumentException(
          "fault code: \"%s\" (expected one of %s)".formatted(word, BY_WORD.keySet()));
    }
    return code;
  }
}
