package dev.muster.cli.text;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.muster.api.AttemptView;
import dev.muster.api.CheckpointView;
import dev.muster.api.JobView;
import dev.muster.api.PlanView;
import dev.muster.api.RankView;
import dev.muster.api.StageView;
import dev.muster.api.WorkerView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Everything about a job, as the REST interface tells it.
 *
 * @param job its fields stand beside the others
 * @param ranks of the newest attempt
 * @param workers of the newest attempt
 * @param checkpoints oldest first
 */
public record Description(
    @JsonUnwrapped JobView job,
    PlanView plan,
    List<RankView> ranks,
    List<WorkerView> workers,
    List<CheckpointView> checkpoints) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  public Description {
    ranks = List.copyOf(ranks);
    workers = List.copyOf(workers);
    checkpoints = List.copyOf(checkpoints);
  }

  /** Section by section; one without content is left out. */
  public List<String> lines(Clock clock, Style style) {
    List<String> lines = new ArrayList<>();
    lines.addAll(head(clock, style));
    section(lines, style, "Reason", reason());
    section(lines, style, "Plan", planned());
    section(lines, style, "Attempts", attempts(clock.getZone()));
    section(lines, style, "Nodes", nodes());
    section(lines, style, "Ranks", ranked());
    section(lines, style, "Checkpoints", saved(clock.getZone()));
    section(lines, style, "Files", files());
    return lines;
  }

  private List<String> head(Clock clock, Style style) {
    Instant now = job.finishedAt() == null ? clock.instant() : job.finishedAt();
    String last = job.finishedAt() == null ? "so far" : "in all";
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(JobText.name(job)) + "  " + style.state(job.state()));
    lines.add("  id         " + job.id());
    lines.add(
        "  submitted  %s, %s %s"
            .formatted(
                time(job.submittedAt(), clock.getZone()),
                Figures.clock(Duration.between(job.submittedAt(), now)),
                last));
    lines.add("  progress   " + ProgressLine.text(job.progress(), clock.instant()));
    if (job.restarts() > 0) {
      lines.add("  restarts   " + job.restarts());
    }
    if (job.activity() != null) {
      lines.add("  now        " + Clip.visible(job.activity()));
    }
    return lines;
  }

  private List<String> reason() {
    if (job.reason() == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (job.reason().fault() != null) {
      lines.add(CauseText.line(job.reason().fault()));
      lines.addAll(WaitText.quoted(job.reason().fault().lastLines()));
      lines.addAll(WaitText.remedies(job.reason(), lines.getFirst()));
      return lines;
    }
    return WaitText.lines(job.reason());
  }

  private List<String> planned() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s = %s on %s"
            .formatted(
                Figures.count(job.worldSize(), "rank"),
                JobText.mesh(plan.mesh()),
                Figures.count(job.nodes(), "node")));
    plan.stages().forEach(stage -> lines.add(text(stage)));
    if (plan.schedule() != null) {
      lines.add(
          "%s, %d × %d sequences"
              .formatted(
                  plan.schedule().name(),
                  plan.schedule().microbatches(),
                  plan.schedule().microbatchSize()));
    }
    lines.addAll(plan.notes());
    return lines;
  }

  private static String text(StageView stage) {
    List<String> parts = new ArrayList<>();
    if (stage.embedding()) {
      parts.add("embedding");
    }
    if (!stage.layers().isEmpty()) {
      parts.add("layers %d-%d".formatted(stage.layers().getFirst(), stage.layers().getLast()));
    }
    if (stage.head()) {
      parts.add("head");
    }
    return "stage %d: %s (%.0f%% of the work)"
        .formatted(stage.index(), String.join(", ", parts), stage.costShare() * 100);
  }

  private List<String> attempts(ZoneId zone) {
    Table table = new Table("NUMBER", "STATE", "FROM", "STARTED", "ENDED", "CAUSE");
    for (AttemptView attempt : job.attempts()) {
      table.row(
          "" + attempt.number(),
          attempt.state(),
          AttemptText.origin(attempt.resumedFrom()),
          time(attempt.startedAt(), zone),
          attempt.endedAt() == null ? "-" : time(attempt.endedAt(), zone),
          attempt.cause() == null ? "" : CauseText.line(attempt.cause()));
    }
    return job.attempts().isEmpty() ? List.of() : table.lines();
  }

  private List<String> nodes() {
    Table table = new Table("NODE", "PHASE", "HEARTBEAT", "ACTIVITY");
    for (WorkerView worker : workers) {
      table.row(
          "" + worker.node(),
          worker.phase(),
          RankTable.heartbeat(worker.heartbeatAge()),
          worker.activity() == null ? "" : Clip.visible(worker.activity()));
    }
    return workers.isEmpty() ? List.of() : table.lines();
  }

  private List<String> ranked() {
    Table table = new Table("RANK", "NODE", "DATA", "PIPELINE", "STATE", "PID", "STEP", "LOSS");
    for (RankView rank : ranks) {
      table.row(
          "" + rank.rank(),
          "" + rank.node(),
          "" + rank.mesh().data(),
          "" + rank.mesh().pipeline(),
          RankTable.state(rank),
          Objects.toString(rank.pid(), "-"),
          Objects.toString(rank.step(), "-"),
          Figures.loss(rank.loss()));
    }
    return ranks.isEmpty() ? List.of() : table.lines();
  }

  private List<String> saved(ZoneId zone) {
    Table table = new Table("STEP", "ATTEMPT", "STATE", "SIZE", "WRITTEN", "PATH");
    for (CheckpointView checkpoint : checkpoints) {
      table.row(
          "" + checkpoint.step(),
          "" + checkpoint.attempt(),
          checkpoint.state(),
          Figures.bytes(checkpoint.bytes()),
          time(checkpoint.at(), zone),
          checkpoint.path());
    }
    return checkpoints.isEmpty() ? List.of() : table.lines();
  }

  private List<String> files() {
    return List.of(
        "logs         " + job.files().logs(),
        "checkpoints  " + job.files().checkpoints(),
        "workdir      " + job.files().workdir());
  }

  private static void section(List<String> lines, Style style, String name, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(style.bold(name));
      content.forEach(line -> lines.add("  " + line));
    }
  }

  private static String time(Instant time, ZoneId zone) {
    return TIME.format(time.atZone(zone));
  }
}
