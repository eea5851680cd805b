package dev.muster.examples.figures;

import dev.muster.api.JobList;
import dev.muster.client.JobQuery;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.testkit.real.RealMuster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How many jobs a second a server takes for good. */
record Submits(String name, int documents, int requests, String wanted) implements Figure {
  static final int CREATED = 201;

  private static final int CLIENTS = 32;
  private static final int WARM_UP = 2_000;
  private static final int PAGE = 500;
  private static final int ROUNDS = 10;

  static final String HOLDER =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: holder
      spec:
        command: [sleep, "3600"]
        resources: {cpus: 1}
      """;

  /** A job as people write them, which waits while another one holds the machine. */
  private static final String JOB =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: sweep-%06d
      spec:
        command: [python3, train.py, --lr, "%s"]
        env:
          RUN_GROUP: sweep
          SEED: "%d"
        resources:
          nodes: 1
          accelerators: cpu:1
        training:
          globalBatch: 32
          sequenceLength: 512
          tokens: 100M
        checkpoint: {every: {steps: 500}, keep: 3}
        recovery: {maxRestarts: 5, hangAfter: 10m}
      """;

  static Submits single() {
    return new Submits("submits", 1, 10_000, ">= 1000 jobs/s");
  }

  static Submits hundreds() {
    return new Submits("submits-100", 100, 300, ">= 4000 jobs/s");
  }

  @Override
  public String definition() {
    return """
    %d clients on connections of their own, in another process on the same cores, each sends one \
    POST /api/v1/jobs of %d manifest(s) of some 450 bytes with an Idempotency-Key of its own after \
    the other; a job counts when its 201 has come back. SQLite with synchronous=FULL, shipped \
    server and log settings. The machine is held by another job, so all of them wait in the \
    queue, which is as long as what was sent. After %d jobs to warm up; jobsPerSecond is over \
    the whole run, inTenths over each tenth of it. At the end the server is killed with \
    SIGKILL, another one started, and the jobs that it knows are counted.\
    """
        .formatted(CLIENTS, documents, WARM_UP);
  }

  @Override
  public Map<String, Object> measure(Bench bench) throws Exception {
    RealMuster muster = bench.muster(name, Map.of("MUSTER_LOCAL_CORES", "1"));
    try {
      hold(muster);
      int asked = Integer.parseInt(bench.argument("requests", "" + requests));
      return measure(muster, asked);
    } finally {
      muster.end();
    }
  }

  private Map<String, Object> measure(RealMuster muster, int asked) throws Exception {
    List<Double> tenths = new ArrayList<>();
    List<Long> latencies = new ArrayList<>();
    long nanos = 0;
    int sent = WARM_UP / documents;
    List<Double> cpuMicros = new ArrayList<>();
    try (Load load = new Load(muster.url(), Bench.token(muster), CLIENTS)) {
      load.post(0, sent, CREATED, this::request);
      for (int round = 0; round < ROUNDS; round++) {
        double cpuBefore = Processes.cpuSeconds(muster.server());
        Load.Result result = load.post(sent, asked / ROUNDS, CREATED, this::request);
        sent += asked / ROUNDS;
        nanos += result.nanos();
        double cpu = Processes.cpuSeconds(muster.server()) - cpuBefore;
        cpuMicros.add(Samples.rounded(cpu * 1e6 / (asked / ROUNDS * documents)));
        tenths.add(result.perSecond(asked / ROUNDS * documents));
        latencies.addAll(result.latencies());
      }
    }
    int jobs = asked / ROUNDS * ROUNDS * documents;
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("jobs", jobs);
    told.put("jobsPerSecond", Samples.rounded(jobs * 1e9 / nanos));
    told.put("inTenths", tenths);
    told.put("requestMillis", Samples.ofNanos(latencies));
    told.put("serverCpuMicrosPerJobInTenths", cpuMicros);
    told.put("answered", sent * documents + 1);
    told.put("knownAfterKill", knownAfterKill(muster));
    return told;
  }

  /** One job holds the whole machine. */
  static void hold(RealMuster muster) throws IOException {
    try (RawConnection connection = new RawConnection(muster.url(), Bench.token(muster))) {
      RawConnection.Answer answer = connection.post("/api/v1/jobs", headers("holder"), HOLDER);
      if (answer.status() != CREATED) {
        throw new IOException(answer.body());
      }
    }
    muster.await(new JobRef("default", "holder"), job -> job.state().equals("running"));
  }

  private Load.Request request(int number) {
    return request(number, documents);
  }

  /** The request of this number, with so many jobs. */
  static Load.Request request(int number, int documents) {
    String body =
        IntStream.range(number * documents, (number + 1) * documents)
            .mapToObj(Submits::manifest)
            .collect(Collectors.joining("---\n"));
    return new Load.Request("/api/v1/jobs", headers("figure-" + number), body);
  }

  static String manifest(int number) {
    return JOB.formatted(number, "%.1e".formatted(1e-5 * (1 + number % 100)), number);
  }

  private static String headers(String key) {
    return "Content-Type: application/yaml\r\nIdempotency-Key: %s\r\n".formatted(key);
  }

  private static int knownAfterKill(RealMuster muster) throws Exception {
    muster.server().kill();
    muster.startServer();
    int known = 0;
    try (MusterClient client = muster.client()) {
      @Nullable String cursor = null;
      do {
        JobList page = client.jobs(new JobQuery(null, null, PAGE, cursor));
        known += page.items().size();
        cursor = page.next();
      } while (cursor != null);
    }
    return known;
  }
}
