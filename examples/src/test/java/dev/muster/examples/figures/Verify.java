package dev.muster.examples.figures;

import java.util.Map;

/** How long the checks take that everybody runs; measured by whoever ran them. */
final class Verify implements Figure {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String definition() {
    return """
    `./mvnw verify` in a fresh clone of this commit, warm download caches, from its start to its \
    end, by the clock; given as seconds=N by whoever ran it.\
    """;
  }

  @Override
  public String wanted() {
    return "<= 900 s";
  }

  @Override
  public Map<String, Object> measure(Bench bench) {
    String seconds = bench.argument("seconds", "");
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException("verify: no seconds=N (expected: how long it took)");
    }
    return Map.of("seconds", Double.parseDouble(seconds));
  }
}
