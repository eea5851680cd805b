package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.EventList;
import dev.muster.api.EventView;
import dev.muster.client.EventStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History, read and followed. */
class EventStreamTest {
  @TempDir Path folder;
  private ServerFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = ServerFixture.on(folder);
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void theStreamHasTheHistoryAndThenWhatHappens() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    fixture.nextAgents();
    try (EventStream stream = fixture.client().follow(ServerFixture.HELLO, 0)) {
      assertThat(types(next(stream, 2))).containsExactly("job.submitted", "job.admitted");
      CompletableFuture<List<EventView>> later =
          CompletableFuture.supplyAsync(() -> next(stream, 3));
      fixture.client().cancel(ServerFixture.HELLO);

      assertThat(types(later.get(20, TimeUnit.SECONDS)))
          .startsWith("claim.moved", "attempt.started")
          .hasSize(3);
    }
  }

  @Test
  void lastEventIdResumesRightBehind() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    HttpResponse<Stream<String>> answer =
        fixture
            .http()
            .send(
                fixture
                    .request("/api/v1/events")
                    .header("Accept", "text/event-stream")
                    .header("Last-Event-ID", "1")
                    .build(),
                BodyHandlers.ofLines());

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    try (Stream<String> lines = answer.body()) {
      assertThat(lines.filter(line -> line.startsWith("id:")).findFirst()).contains("id: 2");
    }
  }

  @Test
  void aFollowerSurvivesTheServer() throws Exception {
    try (EventStream stream = fixture.client().follow(0)) {
      fixture.submit(ServerFixture.MANIFEST);
      assertThat(next(stream, 1)).extracting(EventView::id).containsExactly(1L);
      assertThat(next(stream, 3)).extracting(EventView::id).containsExactly(2L, 3L, 4L);
      CompletableFuture<List<EventView>> fifth =
          CompletableFuture.supplyAsync(() -> next(stream, 1));

      fixture.server().close();
      fixture.startAgain();
      fixture.client().cancel(ServerFixture.HELLO);

      assertThat(fifth.get(20, TimeUnit.SECONDS)).extracting(EventView::id).containsExactly(5L);
    }
  }

  @Test
  void pagesAreCutAtTheCursor() {
    fixture.submit(ServerFixture.MANIFEST);

    EventList all = fixture.client().events(0);
    EventList rest = fixture.client().events(ServerFixture.HELLO, 1);

    assertThat(all.items().getFirst().job()).isEqualTo("hello");
    assertThat(all.items().getFirst().id()).isEqualTo(1);
    assertThat(rest.items().getFirst().id()).isEqualTo(2);
    assertThat(all.next()).isNull();
  }

  private static List<EventView> next(EventStream stream, int count) {
    List<EventView> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(requireNonNull(stream.next()));
    }
    return events;
  }

  private static List<String> types(List<EventView> events) {
    return events.stream().map(EventView::type).toList();
  }
}
