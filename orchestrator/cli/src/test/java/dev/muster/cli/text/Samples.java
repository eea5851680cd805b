package dev.muster.cli.text;

import dev.muster.api.AttemptView;
import dev.muster.api.BlockerView;
import dev.muster.api.CauseView;
import dev.muster.api.DeadlinesView;
import dev.muster.api.EventView;
import dev.muster.api.ExplanationView;
import dev.muster.api.FilesView;
import dev.muster.api.JobView;
import dev.muster.api.MeshView;
import dev.muster.api.ProgressView;
import dev.muster.api.RankView;
import dev.muster.api.ResumptionView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Jobs as a server tells about them, at fixed times. */
public final class Samples {
  /** When the jobs were submitted. */
  public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private static final FilesView FILES =
      new FilesView("/data/jobs/j1/logs", "/data/jobs/j1/checkpoints", "/data/jobs/j1/workdir");
  private static final ProgressView NONE = new ProgressView(null, 360L, null, null, null);

  private Samples() {}

  public static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  /** It waits for the cores of another. */
  public static JobView queued() {
    ExplanationView reason =
        new ExplanationView(
            "waits",
            "needs 2 cores, 0 of 2 are free at local",
            null,
            List.of(
                new BlockerView("capacity.cores", "needs 2 cores, 0 of 2 are free at local", 2)),
            List.of("the jobs that hold the capacity end"),
            List.of("muster cancel other"),
            null);
    return job("queued", reason, null, List.of(), NONE, null);
  }

  public static JobView preparing() {
    return job(
        "starting",
        null,
        "environment: installing torch … 12 s",
        List.of(attempt("starting", null, null)),
        NONE,
        null);
  }

  public static JobView running(long step, long second) {
    ProgressView progress =
        new ProgressView(step, 360L, 3.2118732929, 13_612.4, at(second).plusSeconds(72));
    return job("running", null, null, List.of(attempt("running", null, null)), progress, null);
  }

  public static JobView succeeded() {
    ProgressView progress = new ProgressView(360L, 360L, 2.1312, 13_612.4, null);
    return job(
        "succeeded", null, null, List.of(attempt("succeeded", at(118), null)), progress, at(118));
  }

  public static JobView failed() {
    CauseView cause =
        new CauseView(
            "user.exit",
            2,
            1,
            "rank 2 exited with code 1",
            List.of("Traceback (most recent call last):", "ValueError: \u001b[31mno\u001b[0m"));
    ExplanationView reason =
        new ExplanationView(
            "failed",
            "rank 2 exited with code 1",
            cause,
            List.of(),
            List.of(),
            List.of("muster logs gpt-nano --rank 2", "muster describe gpt-nano"),
            null);
    ProgressView progress = new ProgressView(17L, 360L, 5.1, null, null);
    return job("failed", reason, null, List.of(attempt("failed", at(21), cause)), progress, at(21));
  }

  /** Its second attempt goes on from a checkpoint. */
  public static JobView restarted(String state, long step, long second) {
    AttemptView resumed =
        new AttemptView(
            2,
            2,
            state,
            at(61),
            null,
            null,
            state.equals("starting") ? null : new ResumptionView(120L, "/ckpt/step-120"));
    ProgressView progress = new ProgressView(step, 360L, 3.2, null, null);
    return job(
        state,
        null,
        null,
        List.of(attempt("failed", at(60), killed()), resumed),
        progress,
        second < 118 ? null : at(second));
  }

  public static JobView suspended() {
    ProgressView progress = new ProgressView(120L, 360L, 3.2, null, null);
    return job("suspended", null, null, List.of(attempt("stopped", at(60), null)), progress, null);
  }

  private static CauseView killed() {
    return new CauseView(
        "rank.signalled", 2, 1, "rank 2 was ended by SIGKILL", List.of("step 136", "step 137"));
  }

  public static JobView cancelled() {
    return job("cancelled", null, null, List.of(), NONE, at(5));
  }

  /** Four ranks, two on each node. */
  public static List<RankView> ranks(String... states) {
    return IntStream.range(0, states.length)
        .mapToObj(rank -> rank(rank, states[rank], new MeshView(rank % 2, 0, 0, rank / 2, 0, 0)))
        .toList();
  }

  public static RankView rank(int rank, String state, MeshView at) {
    boolean started = state.equals("running");
    return new RankView(
        rank,
        rank / 2,
        state,
        started ? 4000L + rank : null,
        null,
        null,
        started ? 120L : null,
        started && rank == 0 ? 3.2118732929 : null,
        started ? 0.4 : null,
        at);
  }

  public static EventView event(long id, long second, String type, String summary) {
    return new EventView(id, at(second), "default", "gpt-nano", "j1", type, summary, Map.of());
  }

  private static AttemptView attempt(
      String state, @Nullable Instant ended, @Nullable CauseView cause) {
    return new AttemptView(1, 1, state, at(1), ended, cause, null);
  }

  private static JobView job(
      String state,
      @Nullable ExplanationView reason,
      @Nullable String activity,
      List<AttemptView> attempts,
      ProgressView progress,
      @Nullable Instant finished) {
    return new JobView(
        "default",
        "gpt-nano",
        "j1",
        state,
        reason,
        activity,
        attempts,
        progress,
        START,
        attempts.isEmpty() ? null : at(9),
        finished,
        Math.max(0, attempts.size() - 1),
        2,
        4,
        new MeshView(2, 1, 1, 2, 1, 1),
        Map.of(),
        500,
        List.of(),
        new DeadlinesView(null, null, null),
        List.of(),
        FILES,
        1);
  }
}
