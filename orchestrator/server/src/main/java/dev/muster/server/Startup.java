package dev.muster.server;

import dev.muster.api.ServerInfo;
import dev.muster.server.agents.Desk;
import dev.muster.server.agents.HangWatch;
import dev.muster.server.halt.Halts;
import dev.muster.server.heart.AgentTokens;
import dev.muster.server.heart.Heart;
import dev.muster.server.home.Announcement;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.home.HomeLock;
import dev.muster.server.home.KeptPort;
import dev.muster.server.home.SecretFile;
import dev.muster.server.home.ServerSelf;
import dev.muster.server.jobs.Ids;
import dev.muster.server.live.ArtifactShelf;
import dev.muster.server.live.Attendance;
import dev.muster.server.live.Bell;
import dev.muster.server.live.Life;
import dev.muster.server.live.ProgressReader;
import dev.muster.server.live.Shelf;
import dev.muster.server.live.VitalsBoard;
import dev.muster.server.meter.CountedJournal;
import dev.muster.server.meter.Counts;
import dev.muster.server.page.SignInLink;
import dev.muster.server.secrets.SecretReader;
import dev.muster.server.secrets.SecretShelf;
import dev.muster.server.signin.Sessions;
import dev.muster.server.signin.SignInCodes;
import dev.muster.server.web.PeopleToken;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.OwnerTag;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a server: the lock, then the heart and the web framework side by side, then the port, then
 * the heart's beat, and last the announcement. What has to start and end in order is put together
 * here by hand; the framework gets the finished parts and serves them.
 */
final class Startup {
  /** The port of a server that people start in the foreground. */
  static final int DEFAULT_PORT = 7180;

  private static final Logger log = LoggerFactory.getLogger(Startup.class);
  private static final Duration IDLE_CHECK = Duration.ofSeconds(1);
  private static final int TAG_BITS = 100;
  private static final int TAG_RADIX = 36;

  private final Options options;
  private final List<CapacityProviderFactory> factories;
  private final Started started;
  private final DataDirectory home;
  private final ServerSelf self;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final Bell bell = new Bell();
  private final Attendance attendance = new Attendance(System::nanoTime);
  private final Life life = new Life();
  private final SecretShelf secrets;
  private final Counts counts = new Counts();
  private final SignInCodes codes = new SignInCodes(clock, random);

  Startup(Options options, List<CapacityProviderFactory> factories, Started started)
      throws IOException {
    this.options = options;
    this.factories = factories;
    this.started = started;
    this.home = DataDirectory.open(options.dataDirectory());
    this.secrets = new SecretShelf(home, new SecretReader(System.getenv()));
    this.self =
        new ServerSelf(
            ProcessHandle.current().pid(), clock.instant(), version(), options.embedded());
  }

  RunningServer run() throws IOException {
    HomeLock lock = started.add(HomeLock.take(home, self.pid()));
    int port = port();
    AgentTokens tokens = new AgentTokens(secret("agent"), clock);
    CompletableFuture<Heart> opening =
        CompletableFuture.supplyAsync(() -> Heart.open(parts(tokens), bell));
    ApplicationContext context = context(port);
    Heart heart = started.add(opened(opening, context));
    started.add(context);
    started.add(bell::close);
    register(context, heart, tokens);
    context.getBean(Desk.class);
    context.getBean(HangWatch.class);
    URI url = listen(context);
    lock.answersAt(self.pid(), url.toString());
    heart.start(url);
    Thread.ofVirtual().name("secrets").start(() -> sweepSecrets(heart));
    if (options.embedded()) {
      heart.ticker().every(IDLE_CHECK, "idle", () -> endWhenIdle(heart));
    }
    ServerInfo info = announce(context, url);
    return new RunningServer(started, home, heart, info, life, () -> SignInLink.of(url, codes));
  }

  private Heart.Parts parts(AgentTokens tokens) {
    return new Heart.Parts(
        home,
        factories,
        options.localSettings(),
        AgentHome.find(),
        tokens,
        this::newTag,
        clock,
        secrets::ended,
        journal -> new CountedJournal(Halts.around(journal, System.getenv(Halts.VARIABLE)), counts),
        () -> life.fail("deposed: another server has taken over the store of " + home.root()));
  }

  private static Heart opened(CompletableFuture<Heart> opening, ApplicationContext context) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      context.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private ApplicationContext context(int port) {
    return ApplicationContext.builder()
        .banner(false)
        .deduceEnvironment(false)
        .deduceCloudEnvironment(false)
        .bootstrapEnvironment(false)
        .properties(Map.of("micronaut.server.port", port == KeptPort.ANY ? -1 : port))
        .singletons(
            home,
            self,
            bell,
            attendance,
            life,
            codes,
            counts,
            new Shelf(bell),
            new ArtifactShelf(home),
            secrets,
            new Ids(random))
        .start();
  }

  private void register(ApplicationContext context, Heart heart, AgentTokens tokens)
      throws IOException {
    ProgressReader reader = new ProgressReader();
    context
        .registerSingleton(heart)
        .registerSingleton(tokens)
        .registerSingleton(clock)
        .registerSingleton(reader)
        .registerSingleton(new VitalsBoard(home, reader, clock))
        .registerSingleton(new Sessions(secret("page"), clock))
        .registerSingleton(new PeopleToken(SecretFile.readOrMake(home.token(), random)));
  }

  /** Binds the port; from here on requests come in. */
  private URI listen(ApplicationContext context) throws IOException {
    EmbeddedServer web = context.getBean(EmbeddedServer.class);
    web.start();
    if (picksPort()) {
      new KeptPort(home.port()).keep(web.getPort());
    }
    return URI.create("http://127.0.0.1:" + web.getPort());
  }

  private ServerInfo announce(ApplicationContext context, URI url) throws IOException {
    ServerInfo info = self.at(url);
    Announcement announcement = new Announcement(home.announcement());
    started.add(announcement::remove);
    announcement.write(context.getBean(JsonMapper.class).writeValueAsBytes(info));
    log.info("server=ready url={} pid={} data={}", url, self.pid(), home.root());
    return info;
  }

  private boolean picksPort() {
    return port(options.port()) == KeptPort.ANY;
  }

  private int port(@Nullable Integer asked) {
    if (asked != null) {
      return asked;
    }
    return options.embedded() ? KeptPort.ANY : DEFAULT_PORT;
  }

  /** The port to bind; {@link KeptPort#ANY} for any. */
  private int port() throws IOException {
    int asked = port(options.port());
    if (asked == KeptPort.ANY) {
      return new KeptPort(home.port()).orAny();
    }
    if (!KeptPort.isFree(asked)) {
      throw new IOException(
          "port %d is taken (expected: a free one; --port 0 picks one)".formatted(asked));
    }
    return asked;
  }

  private void sweepSecrets(Heart heart) {
    secrets.sweep(job -> heart.census().unfinished(job).isPresent(), self.started());
  }

  private String secret(String name) throws IOException {
    return SecretFile.readOrMake(home.keys().resolve(name), random);
  }

  private OwnerTag newTag() {
    return new OwnerTag("m" + new BigInteger(TAG_BITS, random).toString(TAG_RADIX));
  }

  private void endWhenIdle(Heart heart) {
    if (!heart.census().idle()) {
      attendance.touch();
    }
    if (attendance.absence().compareTo(options.idle()) >= 0) {
      life.end("idle");
    }
  }

  private static String version() {
    String version = Startup.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
