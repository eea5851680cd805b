package dev.muster.examples.figures;

import dev.muster.testkit.real.Checkout;
import dev.muster.testkit.real.RealMuster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a person waits for the list of jobs. */
final class ListCommand implements Figure {
  private static final int RUNS = 21;
  private static final int JOBS = 20;

  @Override
  public String name() {
    return "ps";
  }

  @Override
  public String definition() {
    return """
    `orchestrator/bin/muster ps` from the start of its process to its end, output to a file, with \
    a server that runs and %d jobs in the list; version: `muster version`, which asks no server. \
    %d times each, taking turns; the first of each is left out.\
    """
        .formatted(JOBS, RUNS);
  }

  @Override
  public String wanted() {
    return "<= 400 ms";
  }

  @Override
  public Map<String, Object> measure(Bench bench) throws Exception {
    RealMuster muster = bench.muster(name(), Map.of("MUSTER_LOCAL_CORES", "1"));
    try {
      Submits.hold(muster);
      try (Load load = new Load(muster.url(), Bench.token(muster), 1)) {
        load.post(0, JOBS - 1, Submits.CREATED, number -> Submits.request(number, 1));
      }
      List<Long> ps = new ArrayList<>();
      List<Long> version = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        ps.add(nanos(muster, bench, "ps"));
        version.add(nanos(muster, bench, "version"));
      }
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("psMillis", Samples.ofNanos(ps.subList(1, RUNS)));
      told.put("versionMillis", Samples.ofNanos(version.subList(1, RUNS)));
      return told;
    } finally {
      muster.end();
    }
  }

  private static long nanos(RealMuster muster, Bench bench, String verb) throws Exception {
    String launcher = Checkout.root().resolve("orchestrator/bin/muster").toString();
    ProcessBuilder builder =
        new ProcessBuilder(launcher, verb)
            .redirectErrorStream(true)
            .redirectOutput(bench.folder("output").resolve(verb).toFile());
    builder.environment().put("MUSTER_DATA", muster.data().toString());
    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    long took = System.nanoTime() - start;
    if (exit != 0) {
      throw new IOException("muster %s: exit code %d (expected: 0)".formatted(verb, exit));
    }
    return took;
  }
}
