package dev.muster.agent.ranks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.memory.MemoryKills;
import dev.muster.agent.process.Child;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Scope;
import dev.muster.agent.redact.Redaction;
import dev.muster.agent.spool.LineWatch;
import dev.muster.agent.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankTest {
  @TempDir Path home;

  @Test
  void tellsItsEndInTimeThoughTheClockStandsStillAndAChildStillPrints() throws IOException {
    Family family = new Family(home);
    Child.Start start =
        new Child.Start(
            List.of("sh", "-c", "sleep 1007 & exit 0"),
            Map.of("PATH", "/usr/bin:/bin"),
            home,
            true);
    Spool spool = new Spool(home.resolve("0.log"));
    InstantSource still = InstantSource.fixed(Instant.ofEpochSecond(1));

    LineWatch watch = new LineWatch(List.of(), () -> {});
    Rank.Witness witness = new Rank.Witness(still, MemoryKills.ofThisMachine(), () -> {});
    Rank.Output output = new Rank.Output(home.resolve("pipe"), spool, watch, Redaction.NONE);
    Rank rank = Rank.start(0, start, family, output, witness);

    try {
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> rank.report().exited());
      assertThat(rank.drained()).isFalse();
      assertThat(rank.report().exitedAtMillis()).isEqualTo(1000);
    } finally {
      family.signal(Scope.ALL, Family.SIGKILL);
    }
  }
}
