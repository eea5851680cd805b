package dev.muster.engine.world;

import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.agent.WorkerReport;
import dev.muster.spi.ClaimId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent with its local ranks, as last reported: the part of a report whose change matters.
 *
 * @param claim whose node it is
 * @param node node rank
 * @param instance name of the agent process
 * @param epoch the epoch it works for
 * @param phase what it does
 * @param rendezvousPort the port that node 0 picked; null elsewhere and before
 * @param ranks its ranks of this epoch
 * @param fault why it is FAILED; else null
 */
public record Worker(
    ClaimId claim,
    int node,
    String instance,
    long epoch,
    WorkerPhase phase,
    @Nullable Integer rendezvousPort,
    List<RankReport> ranks,
    @Nullable WorkerFault fault) {
  public Worker {
    ranks = List.copyOf(ranks);
  }

  /** This worker after a former report: a port that was picked for an epoch stays. */
  public Worker after(Worker former) {
    boolean keeps = rendezvousPort == null && former.epoch == epoch;
    return keeps
        ? new Worker(claim, node, instance, epoch, phase, former.rendezvousPort, ranks, fault)
        : this;
  }

  /** The part of a report that matters. */
  public static Worker of(WorkerReport report) {
    return new Worker(
        new ClaimId(report.claim()),
        report.node(),
        report.instance(),
        report.epoch(),
        report.phase(),
        report.rendezvousPort(),
        report.ranks(),
        report.fault());
  }
}
