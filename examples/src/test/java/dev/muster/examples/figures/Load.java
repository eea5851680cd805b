package dev.muster.examples.figures;

import dev.muster.examples.figures.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Clients that each send one request after the other over a connection of their own. */
final class Load implements AutoCloseable {
  /**
   * What is sent.
   *
   * @param path of the request
   * @param headers further ones, each with its line end
   * @param body its body
   */
  record Request(String path, String headers, String body) {}

  /**
   * What it took.
   *
   * @param nanos from the first request until the last answer
   * @param latencies of every request, by its number
   */
  record Result(long nanos, List<Long> latencies) {
    double perSecond(int units) {
      return Samples.rounded(units * 1e9 / nanos);
    }
  }

  private final List<RawConnection> connections = new ArrayList<>();
  private final ExecutorService threads;

  Load(URI server, String token, int clients) throws IOException {
    for (int i = 0; i < clients; i++) {
      connections.add(new RawConnection(server, token));
    }
    threads = Executors.newFixedThreadPool(clients);
  }

  /** Sends so many requests, by their numbers; every answer must be this one. */
  Result post(int from, int count, int expected, IntFunction<Request> requests)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    long[] latencies = new long[count];
    long start = System.nanoTime();
    List<Future<?>> clients = new ArrayList<>();
    for (RawConnection connection : connections) {
      clients.add(
          threads.submit(() -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              latencies[i] = post(connection, requests.apply(from + i), expected);
            }
            return null;
          }));
    }
    for (Future<?> client : clients) {
      client.get();
    }
    return new Result(System.nanoTime() - start, Arrays.stream(latencies).boxed().toList());
  }

  private static long post(RawConnection connection, Request request, int expected)
      throws IOException {
    long start = System.nanoTime();
    Answer answer = connection.post(request.path(), request.headers(), request.body());
    if (answer.status() != expected) {
      throw new IOException(
          "%s: %d (expected: %d): %s"
              .formatted(request.path(), answer.status(), expected, answer.body()));
    }
    return System.nanoTime() - start;
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (RawConnection connection : connections) {
      connection.close();
    }
  }
}
