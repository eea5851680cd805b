package dev.muster.server.web;

import dev.muster.api.LimitsView;
import dev.muster.server.live.ArtifactShelf;
import dev.muster.store.History;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** How much is taken at once. The generous defaults keep out what is broken, not what is busy. */
@Singleton
public final class Limits {
  /** Bytes of a request that is not an artifact: a manifest, an agent's message. */
  public static final int MESSAGE_BYTES = 1024 * 1024;

  /** Manifests in one request. */
  public static final int MANIFESTS = 1_000;

  private final int requestsPerSecond;
  private final int connections;
  private final int followers;

  Limits(
      @Value("${muster.limits.requests-per-second:10000}") int requestsPerSecond,
      @Value("${muster.limits.connections:4000}") int connections,
      @Value("${muster.limits.followers:1000}") int followers) {
    this.requestsPerSecond = requestsPerSecond;
    this.connections = connections;
    this.followers = followers;
  }

  /** Requests of one client per second, over some time; for a moment it may be twice as many. */
  int requestsPerSecond() {
    return requestsPerSecond;
  }

  /** Connections that are open at once; each has one request at a time. */
  int connections() {
    return connections;
  }

  /** Streams of events and logs that are open at once. */
  public int followers() {
    return followers;
  }

  /** All of them, for people. */
  public LimitsView view() {
    return new LimitsView(
        MESSAGE_BYTES,
        MANIFESTS,
        ArtifactShelf.BYTES_MAX,
        Page.LIMIT_MAX,
        History.POINTS_MAX,
        requestsPerSecond,
        connections,
        followers);
  }
}
