package dev.muster.client;

import dev.muster.api.ArtifactView;
import dev.muster.api.CheckpointList;
import dev.muster.api.EventList;
import dev.muster.api.ExplanationView;
import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.api.MetricsView;
import dev.muster.api.PlanView;
import dev.muster.api.PruneOrder;
import dev.muster.api.PruneView;
import dev.muster.api.RankList;
import dev.muster.api.ServerStatus;
import dev.muster.api.SignInView;
import dev.muster.api.StopView;
import dev.muster.api.TrialView;
import dev.muster.api.WorkerList;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that people's programs ask of a server. Calls block and may come from several threads.
 * All of them throw {@link ProblemException} when the server refuses and {@link
 * UnreachableException} when it cannot be reached.
 */
public final class MusterClient implements AutoCloseable {
  /** How long an order that may be repeated safely is repeated while the server stays away. */
  private static final Duration ORDER_PATIENCE = Duration.ofSeconds(5);

  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration PRUNE_TIMEOUT = Duration.ofMinutes(10);
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int NOT_FOUND = 404;
  private static final int CREATED = 201;
  private static final int UNAVAILABLE = 503;

  /** How long a server may stay away before a follower gives up, unless told otherwise. */
  private static final Duration STREAM_PATIENCE = Duration.ofSeconds(30);

  private final Wire wire;
  private final Duration streamPatience;

  public MusterClient(Access access) {
    this(access, STREAM_PATIENCE);
  }

  /**
   * @param streamPatience how long a server may stay away before a follower gives up
   */
  public MusterClient(Access access, Duration streamPatience) {
    this.wire = new Wire(access);
    this.streamPatience = streamPatience;
  }

  /** Submits a job; tried again with the same key when the answer was lost. */
  public Submitted submit(NewJob job) {
    HttpResponse<byte[]> answer = repeatedly(submission(job, Query.of("jobs")));
    return new Submitted(wire.read(answer, JobView.class), answer.statusCode() == CREATED);
  }

  /**
   * Submits all jobs of a text with one or several documents, or none; tried again with the same
   * key when the answer was lost.
   */
  public List<Submitted> submitAll(NewJob jobs) {
    HttpResponse<byte[]> answer = repeatedly(submission(jobs, Query.of("jobs")));
    boolean created = answer.statusCode() == CREATED;
    return wire.readOneOrAll(answer, JobView.class, JobList.class, JobList::items).stream()
        .map(job -> new Submitted(job, created))
        .toList();
  }

  /** What a submission would lead to; changes nothing. */
  public TrialView tryOut(NewJob job) {
    HttpRequest request = submission(job, Query.of("jobs").with("dryRun", true));
    return wire.read(wire.send(request), TrialView.class);
  }

  /**
   * Hands a packed working directory over, unless the server has it already.
   *
   * @param digest its SHA-256 in lower-case hex
   */
  public void upload(String digest, Path packed) throws FileNotFoundException {
    Query path = Query.of("artifacts", digest);
    if (wire.status(wire.request(path).HEAD().build()) == 200) {
      return;
    }
    HttpRequest request =
        wire.request(path)
            .timeout(UPLOAD_TIMEOUT)
            .header("Content-Type", "application/gzip")
            .PUT(BodyPublishers.ofFile(packed))
            .build();
    wire.read(wire.send(request), ArtifactView.class);
  }

  /** A job; empty when nobody is called that. */
  public Optional<JobView> find(JobRef job) {
    try {
      return Optional.of(job(job));
    } catch (ProblemException e) {
      if (e.problem().status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A job. */
  public JobView job(JobRef job) {
    return wire.get(at(job), JobView.class);
  }

  /** A page of jobs, newest first. */
  public JobList jobs(JobQuery query) {
    Query path =
        Query.of("jobs")
            .with("project", query.project())
            .with("state", query.state())
            .with("limit", query.limit())
            .with("cursor", query.cursor());
    query.labels().forEach(label -> path.with("label", label));
    return wire.get(path, JobList.class);
  }

  /**
   * Gives a job an order; answers once it is on disk, long before it has been carried out. Tried
   * again with the same key when the answer was lost, so that it is given once.
   *
   * @param key the same for every try of one order, never used for another
   */
  public JobView order(JobRef job, JobOrder order, String key) {
    HttpRequest request =
        wire.request(at(job, order.word()))
            .header(IDEMPOTENCY_KEY, key)
            .POST(BodyPublishers.noBody())
            .build();
    return wire.read(repeatedly(request), JobView.class);
  }

  /** Orders a job to end, under a key of its own. */
  public JobView cancel(JobRef job) {
    return order(job, JobOrder.CANCEL, UUID.randomUUID().toString());
  }

  /** Removes a job that has ended, with its logs and checkpoints, or only checks that it could. */
  public void delete(JobRef job, boolean dryRun) {
    Query path = dryRun ? at(job).with("dryRun", true) : at(job);
    wire.send(wire.request(path).timeout(PRUNE_TIMEOUT).DELETE().build());
  }

  /** Gives disk back that nobody needs any more, or says what would be given. */
  public PruneView prune(PruneOrder order, boolean dryRun) {
    HttpRequest request =
        wire.request(Query.of("prune").with("dryRun", dryRun))
            .timeout(PRUNE_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(wire.written(order)))
            .build();
    return wire.read(wire.send(request), PruneView.class);
  }

  /** Why a job waits, or why it failed. */
  public ExplanationView explain(JobRef job) {
    return wire.get(at(job, "explain"), ExplanationView.class);
  }

  /** How a job is cut. */
  public PlanView plan(JobRef job) {
    return wire.get(at(job, "plan"), PlanView.class);
  }

  /** The ranks of a job's newest attempt. */
  public RankList ranks(JobRef job) {
    return wire.get(at(job, "ranks"), RankList.class);
  }

  /** The workers of a job that have joined. */
  public WorkerList workers(JobRef job) {
    return wire.get(at(job, "workers"), WorkerList.class);
  }

  /** What the ranks reported. */
  public MetricsView metrics(JobRef job, MetricQuery query) {
    String names = query.names().isEmpty() ? null : String.join(",", query.names());
    Query path = at(job, "metrics").with("names", names).with("points", query.points());
    return wire.get(path, MetricsView.class);
  }

  /** The checkpoints of a job. */
  public CheckpointList checkpoints(JobRef job) {
    return wire.get(at(job, "checkpoints"), CheckpointList.class);
  }

  /** One log; to be closed. */
  public LogStream logs(JobRef job, LogQuery query) {
    return new LogStream(wire, job, query, streamPatience);
  }

  /** A page of a job's history behind an event's id, 0 for the start. */
  public EventList events(JobRef job, long after) {
    return wire.get(at(job, "events").with("cursor", after), EventList.class);
  }

  /** A page of the history of all jobs behind an event's id, 0 for the start. */
  public EventList events(long after) {
    return wire.get(Query.of("events").with("cursor", after), EventList.class);
  }

  /** A job's history behind an event's id, and what follows; to be closed. */
  public EventStream follow(JobRef job, long after) {
    return new EventStream(wire, at(job, "events"), after, streamPatience);
  }

  /** The history of all jobs behind an event's id, and what follows; to be closed. */
  public EventStream follow(long after) {
    return new EventStream(wire, Query.of("events"), after, streamPatience);
  }

  /** What the server tells about itself. */
  public ServerStatus status() {
    return wire.get(Query.of("server"), ServerStatus.class);
  }

  /** A fresh link that signs one browser in. */
  public SignInView signIn() {
    HttpRequest request = wire.request(Query.of("signin")).POST(BodyPublishers.noBody()).build();
    return wire.read(wire.send(request), SignInView.class);
  }

  /** Orders the server to end at once; agents and ranks live on. */
  public StopView stop() {
    HttpRequest request =
        wire.request(Query.of("server", "stop")).POST(BodyPublishers.noBody()).build();
    return wire.read(wire.send(request), StopView.class);
  }

  @Override
  public void close() {
    wire.close();
  }

  private static Query at(JobRef job) {
    return Query.of("jobs", job.project(), job.name());
  }

  private static Query at(JobRef job, String part) {
    return Query.of("jobs", job.project(), job.name(), part);
  }

  private HttpRequest submission(NewJob job, Query path) {
    HttpRequest.Builder request = wire.request(path).header(IDEMPOTENCY_KEY, job.idempotencyKey());
    if (job.secrets().isEmpty()) {
      request
          .header("Content-Type", "application/yaml")
          .POST(BodyPublishers.ofByteArray(job.manifest()));
    } else {
      Parts parts = parts(job);
      request
          .header("Content-Type", parts.contentType())
          .POST(BodyPublishers.ofByteArray(parts.bytes()));
    }
    if (job.workdirDigest() != null) {
      request.header("Muster-Workdir", job.workdirDigest());
    }
    if (job.python() != null) {
      request.header("Muster-Python", job.python());
    }
    return request.build();
  }

  private Parts parts(NewJob job) {
    return new Parts()
        .with("manifest", "application/yaml", job.manifest())
        .with("secrets", "application/json", wire.written(job.secrets()));
  }

  /** For orders whose repetition changes nothing: a lost answer or a full disk is tried again. */
  private HttpResponse<byte[]> repeatedly(HttpRequest request) {
    try (Backoff backoff = new Backoff(ORDER_PATIENCE)) {
      while (true) {
        try {
          return wire.send(request);
        } catch (UnreachableException e) {
          giveUpUnless(backoff.pause(), e);
        } catch (ProblemException e) {
          giveUpUnless(e.problem().status() == UNAVAILABLE && backoff.pause(), e);
        }
      }
    }
  }

  private static void giveUpUnless(boolean again, RuntimeException reason) {
    if (!again) {
      throw reason;
    }
  }
}
