package dev.muster.examples.faults;

import dev.muster.testkit.real.MusterExtension;
import java.util.Map;

/**
 * The Muster of all tests whose fault leaves it in working order. It has more cores to give than
 * any of them takes, and no way to a package index.
 */
final class Shared {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("MUSTER_LOCAL_CORES", "32", "PIP_NO_INDEX", "1", "UV_OFFLINE", "1");

  private Shared() {}

  static MusterExtension muster() {
    return MusterExtension.shared(ENVIRONMENT);
  }
}
