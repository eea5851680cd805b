package dev.muster.cli;

/** What a command's answer looks like. */
enum OutputFormat {
  /** For people. */
  TABLE,
  /** The objects of the REST interface. */
  JSON,
  /** The same as YAML. */
  YAML
}
