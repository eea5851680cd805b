package dev.muster.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.EventList;
import dev.muster.api.EventView;
import dev.muster.api.Problem;
import dev.muster.cli.PlayedServer;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.text.Samples;
import dev.muster.client.Access;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobWatchTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aServerThatComesBackElsewhereIsFound() throws IOException {
    PlayedServer first = new PlayedServer(Samples.running(120, 42));
    try (PlayedServer second = new PlayedServer(Samples.succeeded());
        JobWatch watch = watch(first, () -> Optional.of(access(second)))) {
      assertThat(watch.look(false).trouble()).isNull();
      first.close();

      assertThat(watch.look(false).trouble()).contains("does not answer");
      assertThat(watch.look(false).job()).isEqualTo(Samples.succeeded());
      assertThat(watch.look(false).trouble()).isNull();
    }
  }

  @Test
  void aServerThatStaysAwayIsGivenUp() throws IOException {
    PlayedServer server = new PlayedServer(Samples.running(120, 42));
    try (JobWatch watch = watch(server, Optional::empty)) {
      watch.look(false);
      server.close();
      for (int second = 0; second < 30; second += 5) {
        assertThat(watch.look(false).trouble()).contains("does not answer");
        pass(Duration.ofSeconds(5));
      }

      assertThatThrownBy(() -> watch.look(false))
          .isInstanceOfSatisfying(
              FailureException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
                assertThat(failure.what()).contains("not answered for 30 s", "goes on without us");
                assertThat(failure.next()).endsWith("muster attach gpt-nano");
              });
    }
  }

  @Test
  void aSleepThatWasLongerThanThePatienceIsNotHeldAgainstTheServer() throws IOException {
    PlayedServer server = new PlayedServer(Samples.running(120, 42));
    try (JobWatch watch = watch(server, Optional::empty)) {
      watch.look(false);
      server.close();
      pass(Duration.ofHours(1));
      assertThat(watch.look(false).trouble()).contains("does not answer");
      pass(Duration.ofHours(1));
      assertThat(watch.look(false).trouble()).contains("does not answer");
    }
  }

  @Test
  void aServerThatCannotBeStartedIsTriedAgainAndTheReasonIsShown() throws IOException {
    PlayedServer first = new PlayedServer(Samples.running(120, 42));
    AtomicReference<PlayedServer> next = new AtomicReference<>();
    try (JobWatch watch = watch(first, () -> started(next.get()))) {
      first.close();
      assertThat(watch.look(false).trouble())
          .isEqualTo("the server cannot be started again: no space left on device");
      try (PlayedServer second = new PlayedServer(Samples.succeeded())) {
        next.set(second);
        assertThat(watch.look(false).trouble()).contains("does not answer");
        assertThat(watch.look(false).job()).isEqualTo(Samples.succeeded());
      }
    }
  }

  @Test
  void aServerThatIsNotReadyYetIsWaitedFor() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(120, 42));
        JobWatch watch = watch(server, Optional::empty)) {
      server.put(
          "GET /api/v1/jobs/default/gpt-nano",
          Problem.of("server.starting", "Not ready", 503, "not ready yet"));

      assertThat(watch.look(false).trouble()).contains("does not answer");
    }
  }

  @Test
  void theHistoryIsReadToItsEndAndNeverTwice() throws IOException {
    try (PlayedServer server = new PlayedServer(Samples.running(120, 42));
        JobWatch watch = watch(server, Optional::empty)) {
      List<EventView> many =
          IntStream.rangeClosed(1, 30)
              .mapToObj(id -> Samples.event(id, id, "rank.started", "rank started"))
              .toList();
      server.put("GET /api/v1/jobs/default/gpt-nano/events", new EventList(many, null));
      assertThat(watch.look(false).events()).isEqualTo(many);
      EventView one = Samples.event(31, 31, "job.recovers", "starts again");
      server.put("GET /api/v1/jobs/default/gpt-nano/events", new EventList(List.of(one), null));

      assertThat(watch.look(false).events())
          .hasSize(10)
          .endsWith(one)
          .startsWith(many.get(21))
          .doesNotHaveDuplicates();
    }
  }

  private static Optional<Access> started(@Nullable PlayedServer server) {
    if (server == null) {
      throw new FailureException(
          ExitCode.UNREACHABLE, "no space left on device\n    at some place", null);
    }
    return Optional.of(access(server));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private JobWatch watch(PlayedServer server, Supplier<Optional<Access>> servers) {
    return new JobWatch(
        access(server),
        Samples.running(120, 42),
        servers,
        () -> Samples.at(42),
        nanos::get,
        Duration.ofSeconds(30));
  }

  private static Access access(PlayedServer server) {
    return new Access(URI.create(server.url()), PlayedServer.TOKEN);
  }
}
