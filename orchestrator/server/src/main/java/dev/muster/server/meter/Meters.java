package dev.muster.server.meter;

import dev.muster.engine.world.Job;
import dev.muster.server.heart.Heart;
import dev.muster.server.live.Attendance;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Writes down what was counted, in Prometheus' words. One caller at a time. */
final class Meters {
  private static final List<String> UNFINISHED =
      List.of("queued", "admitted", "provisioning", "starting", "running", "draining", "suspended");

  private final Counts counts;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Set<Counts.Answer> known = new HashSet<>();

  Meters(Counts counts, Heart heart, Attendance attendance) {
    this.counts = counts;
    jobs(heart);
    work();
    gauge("muster.agents", "agents of jobs that are not over", heart, h -> h.census().nodes());
    gauge("muster.followers", "open streams of events and logs", attendance, a -> a.streams());
    memory();
  }

  /** All of it, as it stands now. */
  synchronized String text() {
    counts.answers().keySet().stream().filter(known::add).forEach(this::register);
    return registry.scrape();
  }

  private void jobs(Heart heart) {
    for (String state : UNFINISHED) {
      Gauge.builder("muster.jobs", heart, h -> count(h, state))
          .description("jobs that have not ended, by state")
          .tag("state", state)
          .register(registry);
    }
    gauge("muster.queue.length", "jobs that wait for capacity", heart, h -> count(h, "queued"));
  }

  private void work() {
    FunctionTimer.builder(
            "muster.commits", counts, Counts::commits, Counts::commitNanos, TimeUnit.NANOSECONDS)
        .description("batches that were committed, and how long it took")
        .register(registry);
    counter(
        "muster.submits", "submissions that were taken", c -> c.accepted("POST", "/api/v1/jobs"));
    counter(
        "muster.heartbeats",
        "reports of agents that were taken",
        c -> c.accepted("POST", "/agent/v1/heartbeat"));
    counter("muster.log.bytes", "log that came from agents, as packed", Counts::logBytes);
  }

  private void memory() {
    gauge("muster.jvm.heap.used.bytes", "memory in use", counts, c -> heap().getUsed());
    gauge("muster.jvm.heap.committed.bytes", "memory taken", counts, c -> heap().getCommitted());
    gauge(
        "muster.jvm.nonheap.used.bytes",
        "memory of classes and code",
        counts,
        c -> ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
    gauge(
        "muster.jvm.threads",
        "platform threads",
        counts,
        c -> ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private void register(Counts.Answer answer) {
    Tags tags =
        Tags.of(
            "method",
            answer.method(),
            "route",
            answer.route(),
            "status",
            Integer.toString(answer.status()));
    FunctionCounter.builder("muster.http.requests", counts, c -> c.answers(answer))
        .description("requests that were answered")
        .tags(tags)
        .register(registry);
  }

  private void counter(String name, String words, ToDoubleFunction<Counts> value) {
    FunctionCounter.builder(name, counts, value).description(words).register(registry);
  }

  private <T> void gauge(String name, String words, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(words).register(registry);
  }

  private static MemoryUsage heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
  }

  private static double count(Heart heart, String state) {
    return heart.census().jobs().stream()
        .map(Job::state)
        .filter(s -> s.word().equals(state))
        .count();
  }
}
