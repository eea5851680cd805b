package dev.muster.server.figures;

import dev.muster.manifest.Canonical;
import dev.muster.manifest.Manifests;
import dev.muster.manifest.Overrides;
import dev.muster.manifest.Reading;
import dev.muster.model.spec.JobSpec;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Text into jobs, a job into a plan and into a digest. */
@State(Scope.Benchmark)
public class ManifestReading {
  private static final int MANY = 100;

  private final byte[] one = Sweep.manifest(1).getBytes(StandardCharsets.UTF_8);
  private final byte[] hundred = Sweep.manifests(MANY).getBytes(StandardCharsets.UTF_8);
  private final JobSpec spec = Sweep.spec(1);

  @Benchmark
  public List<Reading> one() {
    return Manifests.readAll(one, "manifest", Overrides.NONE);
  }

  @Benchmark
  public List<Reading> aHundred() {
    return Manifests.readAll(hundred, "manifest", Overrides.NONE);
  }

  @Benchmark
  public Planning plan() {
    return Planner.plan(spec);
  }

  @Benchmark
  public String digest() {
    return Canonical.digest(spec);
  }
}
