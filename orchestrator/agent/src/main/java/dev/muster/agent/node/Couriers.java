package dev.muster.agent.node;

import dev.muster.agent.delivery.Courier;
import dev.muster.agent.link.Server;
import dev.muster.agent.progress.ProgressFeed;
import dev.muster.agent.ranks.Gang;
import dev.muster.agent.redact.Redaction;
import dev.muster.agent.spool.LogFeed;
import dev.muster.agent.spool.Spool;
import dev.muster.model.agent.ProgressChunk;
import java.nio.file.Path;
import java.time.Duration;

/** The two couriers of a node: progress does not wait behind logs. */
final class Couriers {
  private final Courier logs = new Courier();
  private final Courier progress = new Courier();
  private final Server server;
  private final Identity identity;

  Couriers(Server server, Identity identity) {
    this.server = server;
    this.identity = identity;
  }

  void start() {
    Thread.ofPlatform().daemon().name("logs").start(logs);
    Thread.ofPlatform().daemon().name("progress").start(progress);
  }

  /** Takes charge of what an epoch's preparation prints. */
  void preparation(long epoch, Spool spool) {
    logs.add(new LogFeed(server, epoch, LogFeed.PREPARATION, spool));
  }

  /** Takes charge of what an epoch's ranks leave behind. */
  Gang.Delivery of(long epoch, Redaction redaction) {
    return new Gang.Delivery() {
      @Override
      public void logs(int rank, Spool spool) {
        logs.add(new LogFeed(server, epoch, rank, spool));
      }

      @Override
      public void progress(int rank, Path file, Spool spool) {
        ProgressChunk origin =
            new ProgressChunk(identity.claim(), identity.node(), epoch, rank, 0, "");
        progress.add(new ProgressFeed(server, origin, file, redaction, spool::isComplete));
      }
    };
  }

  /** Whether the server has all that an epoch left behind. */
  boolean delivered(long epoch) {
    return logs.delivered(epoch) && progress.delivered(epoch);
  }

  /** Somebody waits for what is left to bring. */
  void hasten() {
    logs.hasten();
    progress.hasten();
  }

  boolean delivered() {
    return logs.delivered() && progress.delivered();
  }

  /** How long neither has brought anything. */
  Duration idle() {
    Duration first = logs.idle();
    Duration second = progress.idle();
    return first.compareTo(second) < 0 ? first : second;
  }
}
