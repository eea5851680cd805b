package dev.muster.agent.node;

import dev.muster.agent.prepare.Prepared;
import dev.muster.agent.prepare.Preparing;
import dev.muster.agent.process.Scope;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;

/** What the node does for its epoch. */
sealed interface Doing {
  /** The word for it in a report. */
  WorkerPhase phase();

  /** Nothing yet. */
  record Idle() implements Doing {
    @Override
    public WorkerPhase phase() {
      return WorkerPhase.IDLE;
    }
  }

  /** Fetches, builds, sets up. */
  record Prepares(Preparing preparing) implements Doing {
    @Override
    public WorkerPhase phase() {
      return WorkerPhase.PREPARING;
    }
  }

  /** Prepared. */
  record Ready(Prepared prepared) implements Doing {
    @Override
    public WorkerPhase phase() {
      return WorkerPhase.READY;
    }
  }

  /** Ranks were started. */
  record Runs() implements Doing {
    @Override
    public WorkerPhase phase() {
      return WorkerPhase.RUNNING;
    }
  }

  /** What was started is being ended; one that was stopped before only sweeps once more. */
  record Stops(Stopping stopping, boolean again) implements Doing {
    @Override
    public WorkerPhase phase() {
      return again ? WorkerPhase.STOPPED : WorkerPhase.STOPPING;
    }
  }

  /** Nothing of the scope lives. */
  record Stopped(Scope scope) implements Doing {
    @Override
    public WorkerPhase phase() {
      return WorkerPhase.STOPPED;
    }
  }

  /** Could not prepare or launch. */
  record Failed(WorkerFault fault) implements Doing {
    @Override
    public WorkerPhase phase() {
      return WorkerPhase.FAILED;
    }
  }
}
