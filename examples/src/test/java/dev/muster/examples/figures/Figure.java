package dev.muster.examples.figures;

import java.util.Map;

/** Something that is measured, with what it means. */
interface Figure {
  /** Its name on the command line, and that of its file. */
  String name();

  /** What exactly is counted, from when to when, on what. */
  String definition();

  /** The value that we want. */
  String wanted();

  /** Measures. */
  Map<String, Object> measure(Bench bench) throws Exception;
}
