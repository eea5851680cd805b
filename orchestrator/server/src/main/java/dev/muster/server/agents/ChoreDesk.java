package dev.muster.server.agents;

import dev.muster.engine.input.Input;
import dev.muster.model.agent.ChoreReport;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.server.web.Orders;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives what agents did with checkpoints' folders. */
@Singleton
final class ChoreDesk {
  private static final Logger log = LoggerFactory.getLogger(ChoreDesk.class);

  private final Orders orders;

  ChoreDesk(Orders orders) {
    this.orders = orders;
  }

  /** Tells the engine; a repeat changes nothing. */
  void take(AgentIdentity agent, ChoreReport report) {
    switch (report.task()) {
      case INSPECT ->
          orders.give(
              new Input.CheckpointInspected(
                  agent.claim(),
                  report.epoch(),
                  report.path(),
                  report.content(),
                  report.problem()));
      case PRUNE -> pruned(agent, report);
    }
  }

  /** A folder that cannot be removed is given up: trying for ever would not help it. */
  private void pruned(AgentIdentity agent, ChoreReport report) {
    if (report.problem() != null) {
      log.warn(
          "claim={} node={} checkpoint={} pruned=no cause={}",
          agent.claim(),
          agent.node(),
          report.path(),
          report.problem());
    }
    orders.give(new Input.CheckpointPruned(agent.claim(), report.path()));
  }
}
