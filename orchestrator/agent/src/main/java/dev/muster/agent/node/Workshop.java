package dev.muster.agent.node;

import dev.muster.agent.chores.Chores;
import dev.muster.agent.link.Server;
import dev.muster.agent.memory.MemoryKills;
import dev.muster.agent.prepare.Prepared;
import dev.muster.agent.prepare.Preparing;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Scope;
import dev.muster.agent.process.Surroundings;
import dev.muster.agent.ranks.Gang;
import dev.muster.agent.ranks.GangPlace;
import dev.muster.agent.ranks.Rank;
import dev.muster.agent.redact.Redaction;
import dev.muster.agent.spool.Spool;
import dev.muster.agent.time.Clocks;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Starts what a node does, on this machine. */
public final class Workshop {
  private final Preparing.Place place;
  private final Server server;
  private final Family family;
  private final Surroundings surroundings;
  private final Clocks clocks;
  private final Bell bell;
  private final Couriers couriers;
  private final Leftovers leftovers;
  private final Chores chores;
  private @Nullable Path jobDirectory;
  private final MemoryKills memoryKills = MemoryKills.ofThisMachine();

  public Workshop(
      Identity identity,
      Preparing.Place place,
      Server server,
      Family family,
      Surroundings surroundings,
      Clocks clocks,
      Bell bell) {
    this.place = place;
    this.server = server;
    this.family = family;
    this.surroundings = surroundings;
    this.clocks = clocks;
    this.bell = bell;
    this.couriers = new Couriers(server, identity);
    this.leftovers = new Leftovers(place.home(), couriers);
    this.chores = new Chores(server::chore, new Chores.Who(identity.claim(), identity.node()));
  }

  /** Starts to deliver. */
  void open() {
    couriers.start();
    Thread.ofPlatform().daemon().name("chores").start(chores);
  }

  /** Does what is wanted beside the ranks. */
  void chores(Directive wanted) {
    if (wanted.preparation() != null) {
      jobDirectory = place.jobDirectory(wanted.preparation());
    }
    chores.want(wanted.epoch(), wanted.chores(), jobDirectory);
  }

  Preparing prepare(long epoch, Preparation wanted, Secrets secrets) throws IOException {
    leftovers.of(epoch);
    Path spool = place.home().resolve("spool").resolve(Long.toString(epoch));
    Spool log = new Spool(spool.resolve("preparation.log"));
    couriers.preparation(epoch, log);
    Preparing.Means means =
        new Preparing.Means(
            server, family, surroundings.with(secrets.values()), redaction(secrets));
    return Preparing.start(wanted, place, means, log, bell::ring);
  }

  Gang launch(long epoch, Launch launch, Prepared prepared, Secrets secrets) throws IOException {
    leftovers.of(epoch);
    GangPlace where =
        GangPlace.make(place.home(), epoch, prepared, surroundings.with(secrets.values()));
    Redaction redaction = redaction(secrets);
    Gang.Delivery delivery = couriers.of(epoch, redaction);
    Rank.Witness witness = new Rank.Witness(clocks.day(), memoryKills, this::changed);
    return Gang.start(where, launch, family, delivery, redaction, witness);
  }

  private static Redaction redaction(Secrets secrets) {
    return Redaction.of(secrets.values().values());
  }

  /** What a rank told before its end should not come after it. */
  private void changed() {
    couriers.hasten();
    bell.ring();
  }

  /**
   * Forgets what is old: memory kills that nobody asked about, and what epochs up to this one,
   * which have all ended, need not keep any more.
   */
  void sweep(long lastEnded) {
    memoryKills.look();
    leftovers.sweep(lastEnded);
  }

  Stopping stop(
      Scope scope,
      @Nullable Gang gang,
      @Nullable Preparing preparing,
      Duration grace,
      @Nullable Integer saveSignal) {
    Stopping.Means means = new Stopping.Means(family, couriers, clocks.awake());
    return Stopping.begin(means, scope, gang, preparing, grace, saveSignal);
  }
}
