package dev.muster.server.agents;

import dev.muster.engine.world.Worker;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.WorkerReport;
import org.jspecify.annotations.Nullable;

/**
 * The steady clock of one agent process, seen from ours: one distance, measured at its first report
 * and then kept, so that equal reports stay equal.
 *
 * @param instance the agent process
 * @param aheadMillis what has to be added to its times
 */
record AgentClock(String instance, long aheadMillis) {

  /** As a first report shows it. */
  static AgentClock of(WorkerReport report, long ourMillis) {
    long sent = report.sentAtMillis();
    return new AgentClock(report.instance(), sent == 0 ? 0 : ourMillis - sent);
  }

  /**
   * A report with its times on our clock.
   *
   * @param former what was known of the worker: an exit that was told before keeps its time
   */
  WorkerReport translated(WorkerReport report, @Nullable Worker former) {
    return new WorkerReport(
        report.claim(),
        report.node(),
        report.instance(),
        report.sequence(),
        report.epoch(),
        report.phase(),
        report.activity(),
        report.rendezvousPort(),
        report.ranks().stream().map(rank -> translated(rank, report, former)).toList(),
        report.fault(),
        report.sentAtMillis());
  }

  private RankReport translated(RankReport rank, WorkerReport report, @Nullable Worker former) {
    if (!rank.exited()) {
      return rank;
    }
    return new RankReport(
        rank.rank(),
        rank.pid(),
        true,
        rank.exitCode(),
        rank.signal(),
        rank.stoppedByUs(),
        exitedAt(rank, report, former),
        rank.lastLines(),
        rank.outOfMemory(),
        rank.match());
  }

  private long exitedAt(RankReport rank, WorkerReport report, @Nullable Worker former) {
    if (former != null
        && former.instance().equals(report.instance())
        && former.epoch() == report.epoch()) {
      for (RankReport known : former.ranks()) {
        if (known.exited() && known.rank() == rank.rank() && known.pid() == rank.pid()) {
          return known.exitedAtMillis();
        }
      }
    }
    return rank.exitedAtMillis() + aheadMillis;
  }

  /** Whether a report comes from the process whose clock this is. */
  boolean isOf(WorkerReport report) {
    return instance.equals(report.instance());
  }
}
