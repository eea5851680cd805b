package dev.muster.local;

import dev.muster.spi.ClaimId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written down about one claim, before anything is done about it.
 *
 * @param id its name
 * @param phase where it stands
 * @param gang what it holds; null for one that was given back before it was heard of
 * @param createdAt when it was first heard of
 * @param changedAt when its phase last changed
 * @param refusal why it is DENIED; else empty
 */
record ClaimRecord(
    ClaimId id,
    Phase phase,
    @Nullable Gang gang,
    Instant createdAt,
    Instant changedAt,
    String refusal) {

  /** The life of a claim on this machine. */
  enum Phase {
    /** Some of its agents may run. */
    STARTING,
    /** All its agents were started. */
    GRANTED,
    /** Its agents are being ended. */
    RELEASING,
    /** Nothing of it is left; kept so that its name is not used again. */
    RELEASED,
    /** It could not be started, and nothing of it is left. */
    DENIED;

    /** Whether a claim in this phase holds capacity. */
    boolean open() {
      return switch (this) {
        case STARTING, GRANTED, RELEASING -> true;
        case RELEASED, DENIED -> false;
      };
    }
  }

  static ClaimRecord starting(ClaimId id, Gang gang, Instant now) {
    return new ClaimRecord(id, Phase.STARTING, gang, now, now, "");
  }

  /** Of a claim that was given back before it was heard of. */
  static ClaimRecord releasedUnheard(ClaimId id, Instant now) {
    return new ClaimRecord(id, Phase.RELEASED, null, now, now, "");
  }

  ClaimRecord in(Phase next, Instant now) {
    return new ClaimRecord(id, next, gang, createdAt, now, refusal);
  }

  ClaimRecord denied(String why, Instant now) {
    return new ClaimRecord(id, Phase.DENIED, gang, createdAt, now, why);
  }

  int nodes() {
    return gang == null ? 0 : gang.nodes();
  }
}
