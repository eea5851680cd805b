package dev.muster.server.agents;

import dev.muster.engine.input.Input;
import dev.muster.model.JobId;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.server.heart.Heart;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.home.JobFolder;
import dev.muster.server.live.ProgressLine;
import dev.muster.server.live.ProgressReader;
import dev.muster.server.live.RankSeries;
import dev.muster.server.live.Shelf;
import dev.muster.server.live.Vitals;
import dev.muster.server.live.VitalsBoard;
import dev.muster.server.web.Orders;
import dev.muster.server.web.RefusedException;
import dev.muster.store.MetricPoint;
import dev.muster.store.StoreException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes logs and progress. Both are kept by offset; of progress, what is new also becomes metric
 * points, vitals, steps and checkpoints, before it is kept: a crash in between repeats that, and
 * the repeat changes nothing.
 */
@Singleton
final class Intake {
  /** The rank under which a node's preparation is logged. */
  private static final int PREPARATION = -1;

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final Heart heart;
  private final Orders orders;
  private final DataDirectory home;
  private final Shelf shelf;
  private final ProgressReader reader;
  private final VitalsBoard vitals;
  private final Steps steps;
  private final MetricRules rules;
  private final HangWatch hangs;
  private final InstantSource clock;

  Intake(
      Heart heart,
      Orders orders,
      DataDirectory home,
      Shelf shelf,
      ProgressReader reader,
      VitalsBoard vitals,
      Steps steps,
      MetricRules rules,
      HangWatch hangs,
      InstantSource clock) {
    this.heart = heart;
    this.orders = orders;
    this.home = home;
    this.shelf = shelf;
    this.reader = reader;
    this.vitals = vitals;
    this.steps = steps;
    this.rules = rules;
    this.hangs = hangs;
    this.clock = clock;
  }

  /** Keeps a piece of a log, and answers up to where it has everything. */
  long log(AgentIdentity agent, long epoch, int rank, long offset, byte[] piece)
      throws IOException {
    Optional<Delivery> delivery = Delivery.of(heart.census(), agent, epoch);
    if (delivery.isEmpty()) {
      return stale(agent, epoch, offset + piece.length);
    }
    return shelf.append(logFile(delivery.get(), rank), offset, piece);
  }

  /** Keeps a piece of a rank's progress, and answers up to where it has everything. */
  long progress(AgentIdentity agent, long epoch, int rank, long offset, byte[] piece)
      throws IOException {
    Optional<Delivery> found = Delivery.of(heart.census(), agent, epoch);
    if (found.isEmpty()) {
      return stale(agent, epoch, offset + piece.length);
    }
    Delivery delivery = required(found.get(), rank);
    Path file = folder(delivery).progress(delivery.attempt(), rank);
    return shelf.append(file, offset, piece, fresh -> takeOrPassOver(delivery, rank, fresh));
  }

  /** Nobody wants it any more: it counts as taken, so that its sender can end. */
  private static long stale(AgentIdentity agent, long epoch, long end) {
    log.info("claim={} node={} epoch={} delivery=stale", agent.claim(), agent.node(), epoch);
    return end;
  }

  private Path logFile(Delivery delivery, int rank) {
    if (rank == PREPARATION) {
      return folder(delivery).preparationLog(delivery.attempt(), delivery.node());
    }
    return folder(delivery).log(required(delivery, rank).attempt(), rank);
  }

  private JobFolder folder(Delivery delivery) {
    return home.job(delivery.job().id());
  }

  private static Delivery required(Delivery delivery, int rank) {
    if (!delivery.has(rank)) {
      throw RefusedException.badRequest(
          "rank: %d (expected: a rank of node %d)".formatted(rank, delivery.node()));
    }
    return delivery;
  }

  /** What cannot be understood is told in the log and passed over, or it would come for ever. */
  private void takeOrPassOver(Delivery delivery, int rank, byte[] fresh) {
    try {
      take(delivery, rank, fresh);
    } catch (RefusedException | StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn("job={} rank={} progress=passed-over", delivery.job().id(), rank, e);
    }
  }

  private void take(Delivery delivery, int rank, byte[] fresh) {
    JobId job = delivery.job().id();
    List<ProgressLine> lines = reader.lines(fresh);
    Vitals known = vitals.of(job, delivery.attempt());
    Long before = known.of(rank).step();
    vitals.add(job, delivery.attempt(), rank, lines);
    keep(delivery, points(known, rank, lines));
    if (!Objects.equals(before, known.of(rank).step())) {
      hangs.stepped(job, delivery.attempt());
      steps.advanced(job, delivery.attempt());
    }
    lines.forEach(line -> announce(delivery, line));
    rules.look(delivery, rank, lines);
  }

  private List<MetricPoint> points(Vitals known, int rank, List<ProgressLine> lines) {
    Instant arrival = clock.instant();
    List<MetricPoint> points = new ArrayList<>();
    for (ProgressLine line : lines) {
      Long step = line.step();
      if (step == null || line.checkpoint() != null) {
        continue;
      }
      Instant time = line.time() == null ? arrival : line.time();
      line.numbers()
          .forEach((name, value) -> {
            if (known.leads(rank, name)) {
              points.add(new MetricPoint(RankSeries.name(rank, name), step, time, value));
            }
          });
    }
    return points;
  }

  private void keep(Delivery delivery, List<MetricPoint> points) {
    if (points.isEmpty()) {
      return;
    }
    int refused = heart.store().metrics().append(delivery.job().id(), delivery.attempt(), points);
    if (refused > 0) {
      log.warn("job={} metrics=refused points={}", delivery.job().id(), refused);
    }
  }

  private void announce(Delivery delivery, ProgressLine line) {
    String path = line.checkpoint();
    Long step = line.step();
    if (path == null || step == null) {
      return;
    }
    Path folder = folder(delivery).checkpoints(delivery.job().spec().checkpoint().path());
    Path announced = below(folder, path);
    if (announced == null) {
      log.warn("job={} checkpoint=refused path={} outside={}", delivery.job().id(), path, folder);
    } else {
      orders.give(
          new Input.CheckpointAnnounced(
              delivery.job().id(), delivery.attempt(), step, announced.toString()));
    }
  }

  /** The path below a folder; null for one that leads out of it, or that no file could have. */
  private static @Nullable Path below(Path folder, String path) {
    try {
      Path below = folder.resolve(path).normalize();
      return below.startsWith(folder) ? below : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** The bytes of progress lines. */
  static byte[] bytes(String lines) {
    return lines.getBytes(StandardCharsets.UTF_8);
  }
}
