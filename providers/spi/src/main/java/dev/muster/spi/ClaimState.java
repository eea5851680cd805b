package dev.muster.spi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a claim stands, as far as the provider can tell. */
public sealed interface ClaimState {

  /** The provider has taken the request; nothing exists yet. */
  record Requested() implements ClaimState {}

  /**
   * The request waits in the provider's queue or is being fulfilled.
   *
   * @param position place in the queue, if told
   * @param expected time until it is granted, if told
   */
  record Pending(@Nullable Integer position, @Nullable Duration expected) implements ClaimState {}

  /** All nodes exist. Their agents report on their own. */
  record Granted(List<GrantedNode> nodes) implements ClaimState {
    public Granted {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * The provider refused, and nothing of the claim exists. A call that was refused while an earlier
   * one about the same claim may have been applied is {@link Unknown} instead.
   */
  record Denied(Fault fault) implements ClaimState {}

  /** Nobody can say: the call may have been applied, or the provider cannot be asked. */
  record Unknown(Fault fault) implements ClaimState {}

  /** It is being given back; some of it may still exist and cost. */
  record Releasing() implements ClaimState {}

  /** It was given back, and the provider confirmed that nothing of it is left. */
  record Released() implements ClaimState {}

  /**
   * It is not what was granted any more, although nobody of ours gave it back. With {@link
   * FaultCode#NOT_FOUND} nothing of it exists; with any other code some nodes of the gang may be
   * left, and {@link CapacityProvider#release} takes them down.
   */
  record Vanished(Fault fault) implements ClaimState {}
}
