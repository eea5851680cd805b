package dev.muster.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.cli.PlayedServer;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.text.Samples;
import dev.muster.client.Access;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobWatchTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.at(42));

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
      watch.look(false);
      now.set(Samples.at(42 + 29));
      watch.look(false);
      now.set(Samples.at(42 + 30));

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
      now.set(Samples.at(4000));

      assertThat(watch.look(false).trouble()).contains("does not answer");
    }
  }

  private JobWatch watch(PlayedServer server, Supplier<Optional<Access>> servers) {
    return new JobWatch(
        access(server), Samples.running(120, 42), servers, now::get, Duration.ofSeconds(30));
  }

  private static Access access(PlayedServer server) {
    return new Access(URI.create(server.url()), PlayedServer.TOKEN);
  }
}
