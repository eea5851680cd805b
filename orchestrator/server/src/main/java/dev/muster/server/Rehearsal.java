package dev.muster.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The requests that a starting server typically answers first, sent to itself. */
record Rehearsal(URI server) {
  static Rehearsal of(ApplicationContext context) {
    return new Rehearsal(context.getBean(EmbeddedServer.class).getURI());
  }

  void run() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.resolve("/health/live")).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("status: %d (expected: 200)".formatted(answer.statusCode()));
      }
    }
  }
}
