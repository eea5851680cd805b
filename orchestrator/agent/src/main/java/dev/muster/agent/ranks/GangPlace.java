package dev.muster.agent.ranks;

import dev.muster.agent.prepare.Prepared;
import dev.muster.agent.process.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the ranks of one epoch live in the agent's home. */
public final class GangPlace {
  private final Path spool;
  private final RankSurroundings surroundings;

  private GangPlace(Path spool, RankSurroundings surroundings) {
    this.spool = spool;
    this.surroundings = surroundings;
  }

  /** Makes the folders of an epoch. */
  public static GangPlace make(Path home, long epoch, Prepared prepared, Surroundings surroundings)
      throws IOException {
    String name = Long.toString(epoch);
    Path plans = Files.createDirectories(home.resolve("plan"));
    Path progress = Files.createDirectories(home.resolve("progress").resolve(name));
    return new GangPlace(
        Files.createDirectories(home.resolve("spool").resolve(name)),
        new RankSurroundings(surroundings, prepared, plans.resolve(name + ".json"), progress));
  }

  Path spool() {
    return spool;
  }

  RankSurroundings surroundings() {
    return surroundings;
  }
}
