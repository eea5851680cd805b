package dev.muster.model.agent;

/** What is wanted of an agent now. */
public enum Order {
  /** Nothing yet: stay and report. */
  WAIT,
  /** Fetch the working directory, build the environment, run the setup; then report READY. */
  PREPARE,
  /** Run the ranks of the launch. */
  RUN,
  /** Stop all ranks of the epoch: SIGTERM, the grace, SIGKILL; ship the logs; report STOPPED. */
  STOP,
  /** Stop everything and end. */
  EXIT
}
