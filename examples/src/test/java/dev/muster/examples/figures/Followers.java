package dev.muster.examples.figures;

import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.testkit.real.RealMuster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether those who follow a log wait for one who does not read. */
final class Followers implements Figure {
  private static final int READERS = 199;
  private static final long BEFORE_BYTES = 16_000_000;
  private static final int LINES_PER_SECOND = 20;
  private static final Duration PHASE = Duration.ofSeconds(20);
  private static final Duration LULL = Duration.ofSeconds(3);
  private static final Duration START_MAX = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 50;
  private static final int SMALL_RECEIVE_BYTES = 4096;

  /** What there is to be read before, then lines that say when they were written. */
  private static final String RANK =
      """
      import sys, time
      line = "x" * 999 + "\\n"
      for i in range(%d): sys.stdout.write(line)
      sys.stdout.flush()
      open(sys.argv[1], "w").close()
      while True:
        sys.stdout.write("%s%%d %%s\\n" %% (time.time_ns(), "y" * 200))
        sys.stdout.flush()
        time.sleep(%s)
      """;

  private static final String JOB =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: followed
      spec:
        command: [python3, -I, %s, %s]
        resources: {cpus: 1}
      """;

  @Override
  public String name() {
    return "followers";
  }

  @Override
  public String definition() {
    return """
    One rank writes %d lines of some 230 bytes a second, each with the time at which it was \
    written, behind %d MB that it wrote at once. %d followers of its log over REST, all in another \
    process on the same cores, note how late each line comes: lag is from writing to reading. \
    alone: they alone, for %d s. beside: in the next %d s with one more who asked for the log from its \
    start and reads nothing, so that its buffers are full. ratio: lag beside / lag alone, in the \
    same run. linesPerReader: fewest and most that one of them has got in the phase.\
    """
        .formatted(
            LINES_PER_SECOND,
            BEFORE_BYTES / 1_000_000,
            READERS,
            PHASE.toSeconds(),
            PHASE.toSeconds());
  }

  @Override
  public String wanted() {
    return "ratio about 1, no line missing";
  }

  @Override
  public Map<String, Object> measure(Bench bench) throws Exception {
    RealMuster muster = bench.muster(name(), Map.of("MUSTER_LOCAL_CORES", "1"));
    List<LogReader> readers = new ArrayList<>();
    try {
      write(bench, muster);
      for (int i = 0; i < READERS; i++) {
        readers.add(LogReader.start(open(muster, BEFORE_BYTES, 0)));
      }
      Thread.sleep(LULL);
      Map<String, Object> alone = phase(readers);
      try (RawConnection _ = open(muster, 0, SMALL_RECEIVE_BYTES)) {
        Thread.sleep(LULL);
        return compared(alone, phase(readers));
      }
    } finally {
      for (LogReader reader : readers) {
        reader.close();
      }
      muster.end();
    }
  }

  private static void write(Bench bench, RealMuster muster) throws Exception {
    Path script = bench.folder("followed").resolve("rank.py");
    Path written = script.resolveSibling("written");
    String text = RANK.formatted(BEFORE_BYTES / 1000, LogReader.MARK, 1.0 / LINES_PER_SECOND);
    Files.writeString(script, text);
    byte[] manifest = JOB.formatted(script, written).getBytes(StandardCharsets.UTF_8);
    try (MusterClient client = muster.client()) {
      client.submit(new NewJob(manifest, null, null, UUID.randomUUID().toString()));
    }
    muster.await(new JobRef("default", "followed"), job -> job.state().equals("running"));
    awaitLog(muster, written);
  }

  /** Waits until all that was written before has come to the server. */
  private static void awaitLog(RealMuster muster, Path written) throws Exception {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (!Files.exists(written) || size(muster) < BEFORE_BYTES) {
      if (System.nanoTime() > deadline) {
        throw new IOException("log: %d bytes (expected: more)".formatted(size(muster)));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static long size(RealMuster muster) throws IOException {
    long size = 0;
    for (Path log : muster.files("jobs/[^/]+/logs/1/0")) {
      size += Files.size(log);
    }
    return size;
  }

  private static RawConnection open(RealMuster muster, long since, int receiveBytes)
      throws IOException {
    RawConnection connection = new RawConnection(muster.url(), Bench.token(muster), receiveBytes);
    String path = "/api/v1/jobs/default/followed/logs?follow=true&since=" + since;
    connection.send("GET", path, "", "");
    return connection;
  }

  private static Map<String, Object> phase(List<LogReader> readers) throws Exception {
    readers.forEach(LogReader::forget);
    Thread.sleep(PHASE);
    List<List<Long>> lags = new ArrayList<>();
    for (LogReader reader : readers) {
      lags.add(reader.lags());
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("lagMillis", Samples.ofNanos(lags.stream().flatMap(List::stream).toList()));
    told.put(
        "linesPerReader",
        List.of(
            lags.stream().mapToInt(List::size).min().orElseThrow(),
            lags.stream().mapToInt(List::size).max().orElseThrow()));
    return told;
  }

  private static Map<String, Object> compared(
      Map<String, Object> alone, Map<String, Object> beside) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("alone", alone);
    told.put("beside", beside);
    told.put("ratioOfMedians", ratio(alone, beside, "median"));
    told.put("ratioOfP99s", ratio(alone, beside, "p99"));
    return told;
  }

  private static double ratio(
      Map<String, Object> alone, Map<String, Object> beside, String quantile) {
    return Samples.rounded(value(beside, quantile) / value(alone, quantile));
  }

  private static double value(Map<String, Object> phase, String quantile) {
    if (phase.get("lagMillis") instanceof Map<?, ?> lag
        && lag.get(quantile) instanceof Double value) {
      return value;
    }
    throw new IllegalStateException("no " + quantile + " in " + phase);
  }
}
