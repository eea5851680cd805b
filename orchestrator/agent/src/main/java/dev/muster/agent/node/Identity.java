package dev.muster.agent.node;

import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose node it is.
 *
 * @param claim the claim
 * @param node node rank
 * @param instance name of this agent process
 */
public record Identity(String claim, int node, String instance) {
  /** The report of a node that has done nothing yet. */
  public WorkerReport first() {
    return report(0, new Doing.Idle(), "", null, List.of());
  }

  /** A report; its sequence number and time are given when it goes out. */
  WorkerReport report(
      long epoch,
      Doing doing,
      String activity,
      @Nullable Integer rendezvousPort,
      List<RankReport> ranks) {
    WorkerFault fault = doing instanceof Doing.Failed failed ? failed.fault() : null;
    return new WorkerReport(
        claim, node, instance, 0, epoch, doing.phase(), activity, rendezvousPort, ranks, fault, 0);
  }
}
