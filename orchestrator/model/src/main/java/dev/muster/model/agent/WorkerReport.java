package dev.muster.model.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an agent sees now.
 *
 * @param claim the claim whose node it is
 * @param node node rank
 * @param instance random name of this agent process; a second process for the node has another
 * @param sequence grows with every report of an instance; an older one is ignored
 * @param epoch the epoch it works for; 0 before its first directive
 * @param phase what it does
 * @param activity one line about the phase for people ("building the environment: torch"); may be
 *     empty
 * @param rendezvousPort a free port, picked by node 0 when it became READY; null elsewhere
 * @param ranks its ranks of this epoch, by rank
 * @param fault why it is FAILED; else null
 * @param sentAtMillis agent's clock when this was sent, milliseconds since 1970: a clock that was
 *     read once and then passes evenly, so nobody can set it
 */
public record WorkerReport(
    String claim,
    int node,
    String instance,
    long sequence,
    long epoch,
    WorkerPhase phase,
    String activity,
    @Nullable Integer rendezvousPort,
    List<RankReport> ranks,
    @Nullable WorkerFault fault,
    long sentAtMillis) {
  public WorkerReport {
    ranks = List.copyOf(ranks);
  }
}
