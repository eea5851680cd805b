package dev.muster.server.heart;

import dev.muster.engine.input.Input;
import dev.muster.engine.loop.Engine;
import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.Rows;
import dev.muster.engine.step.Step;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.live.Bell;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.ProviderContext;
import dev.muster.store.SqliteStore;
import dev.muster.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything behind the web: the store, the engine on it, the providers it calls and the tick that
 * drives it. Opened before the port is bound, started after, and closed in the reverse order.
 */
public final class Heart implements AutoCloseable {
  /**
   * What a heart is made of.
   *
   * @param home the data directory
   * @param factories the providers that this program has
   * @param localSettings the settings of this machine's provider
   * @param agentHome where the agent's program lies
   * @param tokens makes the agents' tokens
   * @param fresh makes the tag of a new installation
   * @param clock the engine's time
   * @param whenEnded told of every job that has ended for good, once that is on disk
   * @param around what stands between the engine and its journal
   * @param whenDeposed told when another server has taken the store over
   */
  public record Parts(
      DataDirectory home,
      List<CapacityProviderFactory> factories,
      Map<String, String> localSettings,
      Path agentHome,
      AgentTokens tokens,
      Supplier<OwnerTag> fresh,
      InstantSource clock,
      Consumer<Job> whenEnded,
      UnaryOperator<Journal> around,
      Runnable whenDeposed) {}

  private static final Logger log = LoggerFactory.getLogger(Heart.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofSeconds(60);

  /** What was left behind can wait until those who wait for the start have been answered. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private static final Duration BUSY_PAUSE = Duration.ofMillis(200);

  private final Store store;
  private final Providers providers;
  private final Engine engine;
  private final OrphanSweep orphans;
  private final Census census;
  private final List<Worker> joined;
  private final ServerAddress address = new ServerAddress();
  private final Ticker ticker = new Ticker();
  private final CountDownLatch firstLook = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);

  private Heart(Store store, Providers providers, Parts parts, Bell bell) {
    this.store = store;
    this.providers = providers;
    OwnerTag owner = store.owner(parts.fresh());
    String runtime = String.valueOf(parts.agentHome().getFileName());
    ClaimEffects effects =
        new ClaimEffects(
            providers, owner, parts.tokens(), address, runtime, ClaimEffects.DEADLINE, this::tell);
    Journal journal = new FencedJournal(parts.around().apply(store), parts.whenDeposed());
    this.engine =
        new Engine(journal, effects, new SharedFolders(parts.home(), providers), parts.clock());
    Rows rows = store.load();
    this.census = Census.of(rows);
    this.joined = rows.workers();
    this.orphans =
        new OrphanSweep(
            providers, owner, c -> census.claim(c).isPresent(), store::leads, parts.clock());
    engine.onCommit(commit -> take(commit, parts.whenEnded(), bell));
  }

  /** Opens the store and the providers; nothing moves yet. */
  public static Heart open(Parts parts, Bell bell) {
    ProviderContext context =
        new ProviderContext(parts.clock(), parts.home().root(), parts.agentHome());
    Providers providers = Providers.open(parts.factories(), parts.localSettings(), context);
    return new Heart(SqliteStore.open(parts.home().root()), providers, parts, bell);
  }

  /** Lets the engine step and the providers tell, now that agents can reach us. */
  public void start(URI url) {
    address.bind(url);
    engine.start();
    ticker.every(LOOK, "providers", this::look);
    ticker.every(SETTLED, SWEEP, "orphans", orphans::sweep);
    ticker.every(TICK, "tick", () -> tell(new Input.Tick()));
  }

  public Store store() {
    return store;
  }

  public Engine engine() {
    return engine;
  }

  public Providers providers() {
    return providers;
  }

  public Census census() {
    return census;
  }

  public Ticker ticker() {
    return ticker;
  }

  public ServerAddress address() {
    return address;
  }

  /** The workers that had joined when the former server ended. */
  public List<Worker> joined() {
    return joined;
  }

  /** Waits until every provider was asked once; false when that takes too long. */
  public boolean awaitFirstLook(Duration atMost) throws InterruptedException {
    return firstLook.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether it takes nothing any more. */
  public boolean isClosing() {
    return closing.getCount() == 0;
  }

  @Override
  public void close() {
    closing.countDown();
    ticker.close();
    engine.close();
    providers.close();
    store.close();
  }

  private void look() {
    providers.look(this::tell);
    firstLook.countDown();
  }

  /** Hands over what must not be lost; waits when the engine has too much to do. */
  private void tell(Input input) {
    boolean taken = false;
    while (!taken && closing.getCount() > 0) {
      taken = offered(input);
    }
  }

  private boolean offered(Input input) {
    try {
      Step step = engine.offer(input).join();
      log.debug("input={} step={}", input, step);
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RejectedExecutionException) {
        return closedWithin(BUSY_PAUSE);
      }
      log.warn("input={} fault={}", input.getClass().getSimpleName(), e.getCause());
      return true;
    }
  }

  private boolean closedWithin(Duration pause) {
    try {
      return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void take(Commit commit, Consumer<Job> whenEnded, Bell bell) {
    census.take(commit);
    commit.jobs().stream().filter(Job::finished).forEach(whenEnded);
    commit
        .events()
        .forEach(e -> log.info("job={} event={} {}", e.job(), e.type().word(), e.summary()));
    bell.ring();
  }
}
