package dev.muster.examples.figures;

import dev.muster.testkit.real.RealMuster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ten thousand finished jobs cost: memory, and the first page of their list. */
final class JobLists implements Figure {
  private static final int JOBS = 10_000;
  private static final int CLIENTS = 8;
  private static final int WARM_UP = 50;
  private static final int ASKED = 100;
  private static final int ACCEPTED = 202;
  private static final int OK = 200;
  private static final long IDLE_MILLIS = 40_000;

  @Override
  public String name() {
    return "ten-thousand-jobs";
  }

  @Override
  public String definition() {
    return """
    One server on a fresh data directory. idleResidentMib: VmRSS %d s after its start, nothing \
    asked of it; no collection was asked for. Then %d jobs of some 450 bytes are submitted \
    and cancelled over REST by %d clients. before, after: heap in use and VmRSS after a full \
    collection by `jcmd GC.run`. firstPage: GET /api/v1/jobs?limit=N over one kept connection, \
    from sending to the last byte, %d times after %d to warm up, all %d jobs finished.\
    """
        .formatted(IDLE_MILLIS / 1000, JOBS, CLIENTS, ASKED, WARM_UP, JOBS);
  }

  @Override
  public String wanted() {
    return "idle <= 256 MiB resident; + <= 64 MiB; first page <= 50 ms (50 and 500 jobs)";
  }

  @Override
  public Map<String, Object> measure(Bench bench) throws Exception {
    RealMuster muster = bench.muster(name(), Map.of("MUSTER_LOCAL_CORES", "1"));
    try {
      Map<String, Object> told = new LinkedHashMap<>();
      Thread.sleep(IDLE_MILLIS);
      told.put("idleResidentMib", Processes.residentMib(muster.server()));
      Submits.hold(muster);
      Memory before = Memory.of(muster.server());
      finish(muster);
      told.put("residentMibAfterTheLoad", Processes.residentMib(muster.server()));
      Memory after = Memory.of(muster.server());
      told.put("before", before);
      told.put("after", after);
      told.put("heapAddedMib", Samples.rounded(after.heapMib() - before.heapMib()));
      told.put("residentAddedMib", Samples.rounded(after.residentMib() - before.residentMib()));
      told.put("firstPageOf50Millis", pages(muster, 50));
      told.put("firstPageOf500Millis", pages(muster, 500));
      return told;
    } finally {
      muster.end();
    }
  }

  private static void finish(RealMuster muster) throws Exception {
    try (Load load = new Load(muster.url(), Bench.token(muster), CLIENTS)) {
      load.post(0, JOBS, Submits.CREATED, number -> Submits.request(number, 1));
      load.post(0, JOBS, ACCEPTED, JobLists::cancel);
    }
  }

  private static Load.Request cancel(int number) {
    String path = "/api/v1/jobs/default/sweep-%06d/cancel".formatted(number);
    return new Load.Request(path, "", "");
  }

  private static Map<String, Object> pages(RealMuster muster, int limit) throws IOException {
    List<Long> nanos = new ArrayList<>();
    int bytes = 0;
    try (RawConnection connection = new RawConnection(muster.url(), Bench.token(muster))) {
      for (int i = 0; i < WARM_UP + ASKED; i++) {
        long start = System.nanoTime();
        RawConnection.Answer answer = connection.get("/api/v1/jobs?limit=" + limit);
        nanos.add(System.nanoTime() - start);
        if (answer.status() != OK) {
          throw new IOException(answer.body());
        }
        bytes = answer.body().length();
      }
    }
    Map<String, Object> told = Samples.ofNanos(nanos.subList(WARM_UP, nanos.size()));
    told.put("firstOfAll", Samples.rounded(nanos.getFirst() / 1e6));
    told.put("bytes", bytes);
    return told;
  }
}
