package dev.muster.examples.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Jobs and their parts as the interface would answer them. */
final class Samples {
  /** What somebody might write who wants to own the page or its reader's terminal. */
  static final String HOSTILE =
      "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script>"
          + "\u001b]0;owned\u0007\u001b[31m{{constructor}} \u202egpj.exe javascript:alert(1)";

  private Samples() {}

  /** A job in a state; what it has not reached yet is null. */
  static Map<String, Object> job(String name, String id, String state) {
    boolean ran = !List.of("queued", "admitted", "provisioning").contains(state);
    boolean over = List.of("succeeded", "failed", "cancelled").contains(state);
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("project", "default");
    job.put("name", name);
    job.put("id", id);
    job.put("state", state);
    job.put("reason", null);
    job.put("activity", null);
    job.put("labels", Map.of());
    job.put("priority", 500);
    job.put("needs", List.of());
    job.put("deadlines", new LinkedHashMap<>());
    job.put("secrets", List.of());
    job.put("revision", 1);
    job.put("attempts", ran ? List.of(attempt(1, over ? state : "running", null)) : List.of());
    job.put("progress", progress(ran ? 12_340L : null, state.equals("running")));
    job.put("submittedAt", ago(7_400));
    job.put("startedAt", ran ? ago(7_200) : null);
    job.put("finishedAt", over ? ago(60) : null);
    job.put("restarts", 0);
    job.put("nodes", 2);
    job.put("worldSize", 4);
    job.put("mesh", mesh(2, 1, 1, 2));
    job.put(
        "files",
        Map.of(
            "logs", "/home/somebody/.local/share/muster/jobs/" + id + "/logs",
            "checkpoints", "/home/somebody/.local/share/muster/jobs/" + id + "/checkpoints",
            "workdir", "/home/somebody/.local/share/muster/jobs/" + id + "/workdir"));
    return job;
  }

  static Map<String, Object> attempt(int number, String state, @Nullable Object cause) {
    Map<String, Object> attempt = new LinkedHashMap<>();
    attempt.put("number", number);
    attempt.put("epoch", number);
    attempt.put("state", state);
    attempt.put("startedAt", ago(7_200 - 60 * number));
    attempt.put(
        "endedAt",
        state.equals("running") || state.equals("starting") ? null : ago(7_150 - 60 * number));
    attempt.put("cause", cause);
    attempt.put(
        "resumedFrom", number == 1 ? null : Map.of("step", 12_000, "path", "/c/step-12000"));
    return attempt;
  }

  static Map<String, Object> cause(String code, String detail, List<String> lastLines) {
    return Map.of("code", code, "rank", 3, "node", 1, "detail", detail, "lastLines", lastLines);
  }

  static Map<String, Object> reason(
      String verdict, String summary, @Nullable Object fault, List<?> blockers, List<String> next) {
    Map<String, Object> reason = new LinkedHashMap<>();
    reason.put("verdict", verdict);
    reason.put("summary", summary);
    reason.put("fault", fault);
    reason.put("blockers", blockers);
    reason.put("wouldRunIf", List.of());
    reason.put("next", next);
    reason.put("eta", null);
    return reason;
  }

  static Map<String, Object> blocker(String code, String detail) {
    return Map.of("code", code, "detail", detail, "count", 1);
  }

  static Map<String, Object> mesh(int data, int fsdp, int tensor, int pipeline) {
    return Map.of(
        "data",
        data,
        "fsdp",
        fsdp,
        "tensor",
        tensor,
        "pipeline",
        pipeline,
        "context",
        1,
        "expert",
        1);
  }

  /** The ranks of a mesh, one of which may have failed. */
  static Map<String, Object> ranks(int data, int pipeline, int failed) {
    List<Object> ranks = new ArrayList<>();
    for (int number = 0; number < data * pipeline; number++) {
      Map<String, Object> rank = new LinkedHashMap<>();
      rank.put("rank", number);
      rank.put("node", number / 8);
      rank.put("state", number == failed ? "failed" : "running");
      rank.put("pid", 40_000 + number);
      rank.put("exitCode", number == failed ? 1 : null);
      rank.put("signal", null);
      rank.put("step", 12_340);
      rank.put("loss", number == 0 ? 2.3456 : null);
      rank.put("heartbeatAge", 0.4);
      rank.put(
          "mesh",
          Map.of(
              "data",
              number % data,
              "fsdp",
              0,
              "tensor",
              0,
              "pipeline",
              number / data,
              "context",
              0,
              "expert",
              0));
      ranks.add(rank);
    }
    return Map.of("items", ranks);
  }

  /** Loss and tokens over some steps of some attempts. */
  static List<Object> metrics(int attempts, int steps) {
    List<Object> series = new ArrayList<>();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      int first = (attempt - 1) * steps;
      series.add(series("loss", attempt, first, steps));
      series.add(series("tokens", attempt, first, steps));
    }
    return series;
  }

  private static Map<String, Object> series(String name, int attempt, int first, int steps) {
    List<Object> points =
        IntStream.range(first, first + steps)
            .<Object>mapToObj(step ->
                Map.of(
                    "step",
                    step * 10,
                    "time",
                    Instant.now().minusSeconds(20_000 - 2L * step).toString(),
                    "value",
                    name.equals("loss")
                        ? 1.6 + 5.5 * Math.exp(-step / 60.0) + 0.05 * Math.sin(step * 1.7)
                        : step * 131_072 + 9_000 * Math.sin(step)))
            .toList();
    return Map.of("name", name, "attempt", attempt, "points", points);
  }

  static Map<String, Object> checkpoint(long step, String state) {
    Map<String, Object> checkpoint = new LinkedHashMap<>();
    checkpoint.put("step", step);
    checkpoint.put("attempt", 1);
    checkpoint.put("path", "/c/step-" + step);
    checkpoint.put("at", ago(12_400 - step));
    checkpoint.put("state", state);
    checkpoint.put("files", 4);
    checkpoint.put("bytes", 3_650_722_201L);
    checkpoint.put("digest", null);
    return checkpoint;
  }

  static Map<String, Object> event(int id, String type, String summary) {
    return Map.of(
        "id",
        id,
        "at",
        ago(600 - id),
        "project",
        "default",
        "job",
        "sample",
        "jobId",
        "abcdef1",
        "type",
        type,
        "summary",
        summary,
        "detail",
        Map.of());
  }

  static Map<String, Object> items(Object... items) {
    return Map.of("items", List.of(items));
  }

  private static Map<String, Object> progress(@Nullable Long step, boolean moves) {
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("step", step);
    progress.put("totalSteps", 50_000);
    progress.put("loss", step == null ? null : 2.3456);
    progress.put("tokensPerSecond", moves ? 131_072.5 : null);
    progress.put("eta", moves ? Instant.now().plusSeconds(5_400).toString() : null);
    return progress;
  }

  private static String ago(long seconds) {
    return Instant.now().minusSeconds(seconds).toString();
  }
}
