package dev.muster.server.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A bucket of tokens per client: it fills steadily, and each request takes one. */
final class Rates {
  /** Clients that are remembered; the one that was silent the longest starts afresh. */
  static final int CLIENTS_MAX = 10_000;

  private static final double NANOS_PER_SECOND = 1e9;

  private static final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private final int perSecond;
  private final double capacity;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CLIENTS_MAX;
        }
      };

  Rates(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.capacity = 2.0 * perSecond;
    this.nanoTime = nanoTime;
  }

  int perSecond() {
    return perSecond;
  }

  /** Takes a token of this client; false when none is left. */
  synchronized boolean take(String client) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(client, c -> new Bucket(capacity, now));
    double filled = bucket.tokens + (now - bucket.at) / NANOS_PER_SECOND * perSecond;
    bucket.at = now;
    bucket.tokens = Math.min(capacity, filled);
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
