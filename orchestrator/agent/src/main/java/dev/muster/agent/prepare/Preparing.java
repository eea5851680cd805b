package dev.muster.agent.prepare;

import dev.muster.agent.link.Server;
import dev.muster.agent.log.Log;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Surroundings;
import dev.muster.agent.redact.Redaction;
import dev.muster.agent.spool.Spool;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.WorkerFault;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One preparation under way, on a thread of its own. */
public final class Preparing {
  private final Preparation wanted;
  private final Steps steps;
  private final Spool log;
  private final Runnable whenChanged;
  private final Thread thread;
  private volatile String activity = "";
  private volatile @Nullable Outcome outcome;

  /** How a preparation ended. */
  public sealed interface Outcome {
    /** Ranks can start. */
    record Ready(Prepared prepared) implements Outcome {}

    /** They cannot. */
    record Failed(WorkerFault fault) implements Outcome {}

    /** It was called off. */
    record Cancelled() implements Outcome {}
  }

  /**
   * Where a node prepares.
   *
   * @param home the agent's folder
   * @param environments folder of the machine's Python environments
   */
  public record Place(Path home, Path environments) {
    /** The folder of a job on this node. */
    public Path jobDirectory(Preparation wanted) {
      return wanted.jobDirectory() == null ? home.resolve("job") : Path.of(wanted.jobDirectory());
    }
  }

  private Preparing(Preparation wanted, Steps steps, Spool log, Runnable whenChanged) {
    this.wanted = wanted;
    this.steps = steps;
    this.log = log;
    this.whenChanged = whenChanged;
    this.thread = Thread.ofPlatform().daemon().name("preparing").unstarted(this::run);
  }

  /**
   * What preparing takes.
   *
   * @param server has the working directory
   * @param family takes in what is started
   * @param surroundings what setup and tools see
   * @param redaction what nobody may see of what they print
   */
  public record Means(
      Server server, Family family, Surroundings surroundings, Redaction redaction) {}

  /**
   * Starts a preparation.
   *
   * @param log takes what its tools print
   * @param whenChanged told when its activity or outcome has changed
   */
  public static Preparing start(
      Preparation wanted, Place place, Means means, Spool log, Runnable whenChanged) {
    Tools tools = new Tools(means.family(), place.home(), means.redaction());
    Steps steps = new Steps(place, means.server(), tools, means.surroundings(), log);
    Preparing preparing = new Preparing(wanted, steps, log, whenChanged);
    preparing.thread.start();
    return preparing;
  }

  /** What is being prepared. */
  public Preparation wanted() {
    return wanted;
  }

  /** What it does now, in words for people. */
  public String activity() {
    return activity;
  }

  /** How it ended; null while it goes on. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** Calls it off; what it has started is ended by the caller. */
  public void cancel() {
    thread.interrupt();
  }

  private void run() {
    outcome = prepare();
    Log.info("prepared outcome=%s".formatted(outcome));
    log.complete();
    tell("");
  }

  private Outcome prepare() {
    try {
      return new Outcome.Ready(steps.take(wanted, this::tell));
    } catch (Unprepared e) {
      log.say(e.fault().detail());
      return new Outcome.Failed(e.fault());
    } catch (InterruptedException e) {
      return new Outcome.Cancelled();
    } catch (RuntimeException | IOException e) {
      Log.warn("preparation: %s".formatted(e));
      return new Outcome.Failed(
          new WorkerFault(FaultCode.NODE_UNPREPARED.word(), e.toString(), List.of()));
    }
  }

  private void tell(String doing) {
    activity = doing;
    whenChanged.run();
  }

  /** The steps in their order. */
  private record Steps(
      Place place, Server server, Tools tools, Surroundings surroundings, Spool log) {

    Prepared take(Preparation wanted, Consumer<String> activity)
        throws Unprepared, IOException, InterruptedException {
      Path jobDirectory = place.jobDirectory(wanted);
      Path workdir =
          new Workdir(server::artifact, activity).in(jobDirectory, wanted.workdirDigest());
      PythonHome python = environments(activity).of(wanted.python(), workdir);
      new Setup(tools, surroundings, place.home(), log, activity).once(wanted, workdir, python);
      return new Prepared(jobDirectory, workdir, python);
    }

    private PythonEnvironments environments(Consumer<String> activity) {
      return new PythonEnvironments(
          place.environments(),
          place.home(),
          new Interpreters(tools, surroundings, place.home()),
          new Installer(tools, surroundings, log, activity),
          activity);
    }
  }
}
