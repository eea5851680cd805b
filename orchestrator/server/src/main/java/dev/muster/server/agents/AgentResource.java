package dev.muster.server.agents;

import dev.muster.engine.world.Job;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.ProgressChunk;
import dev.muster.model.agent.Secrets;
import dev.muster.model.agent.Welcome;
import dev.muster.model.agent.WorkerReport;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.server.heart.AgentTokens;
import dev.muster.server.heart.Heart;
import dev.muster.server.live.ArtifactShelf;
import dev.muster.server.secrets.SecretShelf;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What agents ask and tell. The gate has checked the token; the node is the one it was made for.
 */
@Controller("/agent/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(Taken.class)
final class AgentResource {
  /** How often an agent reports at least. */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** How long an agent on a machine that costs nothing goes on without a server. */
  private static final Duration LEASE_SHARED = Duration.ofHours(24);

  /** How long an agent on paid capacity goes on without a server. */
  private static final Duration LEASE_PAID = Duration.ofHours(1);

  /** The longest that a directive is waited for. */
  private static final Duration POLL_MAX = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(AgentResource.class);

  private final Heart heart;
  private final Desk desk;
  private final Intake intake;
  private final ChoreDesk chores;
  private final AgentTokens tokens;
  private final ArtifactShelf artifacts;
  private final SecretShelf secrets;

  AgentResource(
      Heart heart,
      Desk desk,
      Intake intake,
      ChoreDesk chores,
      AgentTokens tokens,
      ArtifactShelf artifacts,
      SecretShelf secrets) {
    this.heart = heart;
    this.desk = desk;
    this.intake = intake;
    this.chores = chores;
    this.tokens = tokens;
    this.artifacts = artifacts;
    this.secrets = secrets;
  }

  @Post("/hello")
  Welcome hello(AgentIdentity agent, @Body Hello hello) {
    log.info(
        "claim={} node={} agent=joined pid={} version={} host={} accelerators={}",
        agent.claim(),
        agent.node(),
        hello.pid(),
        hello.version(),
        hello.inventory().host(),
        hello.inventory().accelerators().size());
    return heartbeat(agent, hello.report());
  }

  @Post("/heartbeat")
  Welcome heartbeat(AgentIdentity agent, @Body WorkerReport report) {
    requireOwn(agent, report.claim(), report.node());
    return welcome(agent, desk.report(agent, report));
  }

  @Get("/directive")
  Welcome directive(
      AgentIdentity agent,
      @QueryValue(defaultValue = "-1") long after,
      @QueryValue(defaultValue = "0") long waitMillis)
      throws InterruptedException {
    desk.hear(agent);
    Duration wait = Duration.ofMillis(Math.clamp(waitMillis, 0, POLL_MAX.toMillis()));
    return welcome(agent, heart.engine().awaitDirective(agent.claim(), agent.node(), after, wait));
  }

  @Post("/logs")
  @Consumes(MediaType.ALL)
  Taken logs(
      AgentIdentity agent,
      @QueryValue long epoch,
      @QueryValue int rank,
      @QueryValue long offset,
      @Body byte[] packed)
      throws IOException {
    desk.hear(agent);
    return new Taken(intake.log(agent, epoch, rank, positive(offset), Gunzip.unpack(packed)));
  }

  @Post("/progress")
  Taken progress(AgentIdentity agent, @Body ProgressChunk chunk) throws IOException {
    requireOwn(agent, chunk.claim(), chunk.node());
    byte[] piece = Intake.bytes(chunk.lines());
    return new Taken(
        intake.progress(agent, chunk.epoch(), chunk.rank(), positive(chunk.offset()), piece));
  }

  /** What came of something that was to be done with a checkpoint's folder. */
  @Post("/chores")
  Welcome chore(AgentIdentity agent, @Body ChoreReport report) {
    requireOwn(agent, report.claim(), report.node());
    desk.hear(agent);
    chores.take(agent, report);
    return welcome(agent, heart.engine().directive(agent.claim(), agent.node()));
  }

  @Get("/artifacts/{digest}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  InputStream artifact(AgentIdentity agent, String digest) throws IOException {
    Optional<String> wanted =
        heart.census().owner(agent.claim()).map(Job::submission).map(s -> s.workdirDigest());
    if (!wanted.equals(Optional.of(digest))) {
      throw RefusedException.notFound("artifact %s is not this job's".formatted(digest));
    }
    return artifacts.open(digest);
  }

  private Welcome welcome(AgentIdentity agent, Directive wanted) {
    Directive directive = wanted.preparation() == null ? wanted : wanted.with(secrets(agent));
    Duration lease = onSharedMachine(agent) ? LEASE_SHARED : LEASE_PAID;
    return new Welcome(
        directive, HEARTBEAT.toMillis(), lease.toSeconds(), tokens.issue(agent).reveal());
  }

  private Secrets secrets(AgentIdentity agent) {
    return heart.census().owner(agent.claim()).map(secrets::of).orElse(Secrets.NONE);
  }

  private boolean onSharedMachine(AgentIdentity agent) {
    return heart
        .census()
        .claim(agent.claim())
        .map(claim -> heart.providers().sharesFileSystem(claim.provider()))
        .orElse(false);
  }

  private static void requireOwn(AgentIdentity agent, String claim, int node) {
    if (!agent.claim().value().equals(claim) || agent.node() != node) {
      throw RefusedException.badRequest(
          "claim %s node %d (expected: %s node %d, which the token is for)"
              .formatted(claim, node, agent.claim(), agent.node()));
    }
  }

  private static long positive(long offset) {
    if (offset < 0) {
      throw RefusedException.badRequest("offset: %d (expected: >= 0)".formatted(offset));
    }
    return offset;
  }
}
