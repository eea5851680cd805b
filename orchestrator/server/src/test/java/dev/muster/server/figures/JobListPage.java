package dev.muster.server.figures;

import dev.muster.api.JobList;
import dev.muster.api.JobView;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.Collections;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A page of the list of jobs into JSON, as the server writes it. */
@State(Scope.Benchmark)
public class JobListPage {
  private static final String JOB =
      """
      {"project": "default", "name": "sweep-000001", "id": "7kq2m3n4p5r6", "state": "cancelled",
       "reason": {"verdict": "waits", "summary": "needs 1 core, 0 of 1 are free at local",
        "blockers": [{"code": "capacity.cores", "detail": "needs 1 core, 0 of 1 are free at local",
         "distance": 1}], "wouldRunIf": ["the jobs that hold the capacity end"],
        "next": ["muster cancel holder"]},
       "attempts": [], "progress": {"totalSteps": 6104}, "submittedAt": "2026-05-04T03:02:01Z",
       "finishedAt": "2026-05-04T03:02:02Z", "restarts": 0, "nodes": 1, "worldSize": 1,
       "mesh": {"data": 1, "fsdp": 1, "tensor": 1, "pipeline": 1, "context": 1, "expert": 1},
       "files": {"logs": "/home/ada/.local/share/muster/jobs/7kq2m3n4p5r6/logs",
        "checkpoints": "/home/ada/.local/share/muster/jobs/7kq2m3n4p5r6/checkpoints",
        "workdir": "/home/ada/.local/share/muster/jobs/7kq2m3n4p5r6/workdir"}}
      """;

  @Param({"50", "500"})
  private int jobs;

  private final ApplicationContext context = ApplicationContext.run();
  private final JsonMapper json = context.getBean(JsonMapper.class);
  private JobList page = new JobList(Collections.emptyList(), null);

  /** So many alike. */
  @Setup
  public void fill() {
    JobView job = tools.jackson.databind.json.JsonMapper.shared().readValue(JOB, JobView.class);
    page = new JobList(Collections.nCopies(jobs, job), null);
  }

  @Benchmark
  public byte[] write() throws IOException {
    return json.writeValueAsBytes(page);
  }

  @TearDown
  public void end() {
    context.close();
  }
}
