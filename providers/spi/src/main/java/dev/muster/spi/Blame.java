package dev.muster.spi;

/** Who has to act on a fault. */
public enum Blame {
  /** The owner of the job: a wrong command, a broken script, a bad manifest. */
  USER,
  /** Whoever runs this installation: credentials, quota, configuration. */
  OPERATOR,
  /** The provider of the capacity: stockouts, lost nodes, outages. */
  PROVIDER,
  /** Muster itself. */
  PLATFORM
}
