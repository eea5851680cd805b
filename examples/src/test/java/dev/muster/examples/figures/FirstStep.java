package dev.muster.examples.figures;

import dev.muster.testkit.real.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How long a new user waits for the first step of the main job, and for that of the second run. */
final class FirstStep implements Figure {
  private static final String MAIN_JOB = "orchestrator/bin/muster run examples/gpt-nano/job.yaml";
  private static final Pattern STEP = Pattern.compile("\\bstep [1-9]");
  private static final long END_SECONDS = 60;

  @Override
  public String name() {
    return "first-step";
  }

  @Override
  public String definition() {
    return """
    The main job of README.md as a new user runs it: `git clone` of this commit into an empty \
    folder, an empty home, then `%s`; from before the clone until a line that tells a step of 1 or \
    more. What this machine's configuration of Maven, npm and pip keeps outside of a home stays warm, \
    and the local Maven repository is the one of arguments maven=FOLDER, when given. \
    again: the same command once more in the same place, after the first job was cancelled and \
    its server stopped. Measured once.\
    """
        .formatted(MAIN_JOB);
  }

  @Override
  public String wanted() {
    return "<= 240 s from the clone; again <= 10 s";
  }

  @Override
  public Map<String, Object> measure(Bench bench) throws Exception {
    Path place = bench.folder("place");
    Path home = bench.folder("home");
    long start = System.nanoTime();
    said(place, home, "git clone -q " + Checkout.root() + " muster");
    Path clone = place.resolve("muster");
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("secondsFromTheClone", untilFirstStep(bench, clone, home, start));
    told.put("secondsAgain", untilFirstStep(bench, clone, home, System.nanoTime()));
    return told;
  }

  private static double untilFirstStep(Bench bench, Path clone, Path home, long start)
      throws Exception {
    Process run = started(bench, clone, home, MAIN_JOB);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> seen = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.add(line);
        if (STEP.matcher(line).find()) {
          return Samples.rounded((System.nanoTime() - start) / 1e9);
        }
      }
      throw new IOException("no step in:\n" + String.join("\n", seen));
    } finally {
      run.destroy();
      run.waitFor(END_SECONDS, TimeUnit.SECONDS);
      said(clone, home, "orchestrator/bin/muster cancel gpt-nano || true");
      said(clone, home, "until orchestrator/bin/muster server stop; do sleep 1; done");
    }
  }

  private static Process started(Bench bench, Path folder, Path home, String line)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("MUSTER_"));
    environment.keySet().removeAll(List.of("JAVA_HOME", "MAVEN_OPTS", "MAVEN_REPOSITORY"));
    environment.putAll(Map.of("HOME", home.toString(), "LANG", "C.UTF-8", "TERM", "dumb"));
    String maven = bench.argument("maven", "");
    if (!maven.isEmpty()) {
      environment.put("MAVEN_ARGS", "-Dmaven.repo.local=" + maven);
    }
    return builder.start();
  }

  private static void said(Path folder, Path home, String line) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).directory(folder.toFile()).inheritIO();
    builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
    builder.environment().put("HOME", home.toString());
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IOException("%s: exit code %d (expected: 0)".formatted(line, exit));
    }
  }
}
