package dev.muster.server;

import dev.muster.api.JobView;
import dev.muster.api.WorkerView;
import dev.muster.client.JobQuery;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long a hundred agents are without a server when it is killed and started again: real
 * processes and HTTP, simulated agents. The times count from the start of the second process.
 */
final class Adoption {
  static final int JOBS = 10;
  static final int NODES = 10;

  /**
   * One measurement.
   *
   * @param answeringMillis until the new server was announced and had answered a person
   * @param adoptedMillis until every agent was greeted, told to run on, and had delivered its log
   */
  record Run(long answeringMillis, long adoptedMillis) {}

  private Adoption() {}

  /** Measures a few times and writes the results: {@code OUT.json RUNS MACHINE}. */
  public static void main(String[] arguments) throws Exception {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      runs.add(measure(Files.createTempDirectory("adoption")));
      System.out.println(runs.getLast());
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("figure", "server killed and started again: adopted and answering, 100 agents");
    all.put("bound", "at most 2000 ms");
    all.put("machine", arguments[2]);
    all.put("java", System.getProperty("java.vm.version"));
    all.put("program", System.getProperty(ServerProcess.SHIPPED) == null ? "test" : "shipped");
    all.put("jobs", JOBS);
    all.put("agents", JOBS * NODES);
    all.put("runs", runs);
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(Path.of(arguments[0]), json.writeValueAsString(all) + "\n");
    System.exit(0);
  }

  /** Runs jobs on a server, kills it, starts another. */
  static Run measure(Path folder) throws Exception {
    ServerProcess[] current = {ServerProcess.start(folder, Map.of(), "--port", "0").ready()};
    submit(current[0]);
    try (SimulatedAgents agents = new SimulatedAgents(current[0].agents())) {
      agents.run();
      agents.expectAdoption();
      current[0].kill();
      long startNanos = System.nanoTime();
      current[0] = ServerProcess.start(folder, Map.of(), "--port", "0").ready();
      requireRunning(current[0]);
      long answering = millisSince(startNanos);
      agents.awaitAdoption();
      long adopted = millisSince(startNanos);
      requireAllHeard(current[0]);
      return new Run(answering, adopted);
    } finally {
      current[0].kill();
    }
  }

  private static void submit(ServerProcess server) throws IOException, InterruptedException {
    try (MusterClient client = server.client()) {
      for (int job = 0; job < JOBS; job++) {
        client.submit(ServerFixture.newJob(manifest(job)));
      }
    }
    while (server.agents().size() < JOBS * NODES) {
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private static String manifest(int job) {
    return ServerFixture.MANIFEST
        .replace("hello", "adopted-" + job)
        .replace("nodes: 2", "nodes: " + NODES)
        .replace("globalBatch: 8", "globalBatch: 20");
  }

  private static void requireRunning(ServerProcess server) throws IOException {
    try (MusterClient client = server.client()) {
      List<JobView> running = client.jobs(new JobQuery(null, "running", JOBS, null)).items();
      if (running.size() != JOBS) {
        throw new AssertionError("running: %d (expected: %d)".formatted(running.size(), JOBS));
      }
    }
  }

  private static void requireAllHeard(ServerProcess server) throws IOException {
    try (MusterClient client = server.client()) {
      for (int job = 0; job < JOBS; job++) {
        List<WorkerView> workers = client.workers(new JobRef("default", "adopted-" + job)).items();
        long heard = workers.stream().filter(w -> w.phase().equals("running")).count();
        if (heard != NODES) {
          throw new AssertionError("workers: %s (expected: %d that run)".formatted(workers, NODES));
        }
      }
    }
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
