package dev.muster.agent.ranks;

import dev.muster.agent.process.Child;
import dev.muster.agent.process.Family;
import dev.muster.agent.redact.Redaction;
import dev.muster.agent.spool.LineWatch;
import dev.muster.agent.spool.Spool;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.RankLaunch;
import dev.muster.model.agent.RankReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ranks of one epoch on this node. */
public final class Gang {
  private static final int GRACE_SECONDS = 30;

  private final List<Rank> ranks;
  private final Duration grace;

  private Gang(List<Rank> ranks, Duration grace) {
    this.ranks = List.copyOf(ranks);
    this.grace = grace;
  }

  /** Brings what ranks leave behind to the server. */
  public interface Delivery {
    /** Takes charge of what a rank prints. */
    void logs(int rank, Spool spool);

    /** Takes charge of a rank's progress file, which grows as long as its spool is not complete. */
    void progress(int rank, Path file, Spool spool);
  }

  /**
   * Starts all ranks of a launch.
   *
   * @param redaction what nobody may see of what they print
   */
  public static Gang start(
      GangPlace place,
      Launch launch,
      Family family,
      Delivery delivery,
      Redaction redaction,
      Rank.Witness witness)
      throws IOException {
    RankSurroundings surroundings = place.surroundings();
    Files.writeString(surroundings.plan(), launch.plan());
    Duration grace = grace(launch.plan());
    List<Rank> ranks = new ArrayList<>();
    family.expectRanks();
    for (RankLaunch rank : launch.ranks()) {
      Spool spool = new Spool(place.spool().resolve(rank.rank() + ".log"));
      Path progress = surroundings.progressFile(rank.rank());
      Files.createFile(progress);
      delivery.logs(rank.rank(), spool);
      delivery.progress(rank.rank(), progress, spool);
      Child.Start start =
          new Child.Start(
              launch.command(),
              surroundings.environment(rank),
              surroundings.prepared().workdir(),
              true);
      Path pipe = place.spool().resolve(rank.rank() + ".pipe");
      LineWatch watch = new LineWatch(launch.logPatterns(), witness.whenChanged());
      Rank.Output output = new Rank.Output(pipe, spool, watch, redaction);
      ranks.add(Rank.start(rank.rank(), start, family, output, witness));
    }
    return new Gang(ranks, grace);
  }

  /** What the server is told of them. */
  public List<RankReport> reports() {
    return ranks.stream().map(Rank::report).toList();
  }

  /** They are being asked to stop now. */
  public void stopping() {
    ranks.forEach(Rank::stopping);
  }

  /** Whether nobody is left who could print, and all ends are told. */
  public boolean drained() {
    return ranks.stream().allMatch(rank -> rank.drained() && rank.report().exited());
  }

  /** Completes what can be complete; all of it when nobody is left. */
  public void close(boolean all) {
    ranks.stream().filter(rank -> all || (rank.ended() && rank.drained())).forEach(Rank::close);
  }

  /** The time that the job wants between SIGTERM and SIGKILL. */
  public Duration grace() {
    return grace;
  }

  private static Duration grace(String plan) {
    JsonNode seconds = JsonMapper.shared().readTree(plan).path("checkpoint").path("graceSeconds");
    return Duration.ofSeconds(seconds.asInt(GRACE_SECONDS));
  }
}
