package dev.muster.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamilyTest {
  @TempDir Path home;

  @Test
  void findsWhatClearedItsEnvironmentByItsSessionAndWhatLeftTheSessionByItsMark() throws Exception {
    Family family = new Family(home);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Child child =
        start(family, printed, "(setsid sleep 1004 &); env -i sleep 1005 & echo up; exit 0");
    assertThat(child.awaitEnd(Duration.ofSeconds(5))).isTrue();
    assertThat(child.drained()).as("grandchildren hold the output").isFalse();
    assertThat(family.alive(Scope.ALL)).isTrue();
    assertThat(family.alive(Scope.RANKS)).isFalse();
    assertThat(new Family(home).alive(Scope.ALL)).as("by the mark alone").isTrue();

    family.signal(Scope.ALL, Family.SIGKILL);
    assertThat(child.awaitDrained(Duration.ofSeconds(5))).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("up\n");
    assertThat(family.alive(Scope.ALL)).isFalse();
  }

  @Test
  void leavesASessionAloneWhoseNumberHasBeenGivenToAnother() throws Exception {
    Family stranger = new Family(home.resolve("other"));
    Child child = start(stranger, new ByteArrayOutputStream(), "exec env -i sleep 1006");
    ProcessEntry entry = Objects.requireNonNull(ProcessTable.entry(child.pid()));
    Family family = new Family(home);
    family.add(new Relative(child.pid(), entry.startTicks() - 1, false));
    assertThat(family.alive(Scope.ALL)).isFalse();
    stranger.signal(Scope.ALL, Family.SIGKILL);
    assertThat(child.awaitEnd(Duration.ofSeconds(5))).isTrue();
    assertThat(child.exit()).isEqualTo(new Exit(null, 9));
  }

  @Test
  void tellsOfItsLeadersInOneLine() {
    List<Relative> leaders = List.of(new Relative(12, 34, true), new Relative(56, 0, false));
    assertThat(Relative.ofLine(Relative.line(leaders))).isEqualTo(leaders);
    assertThat(Relative.ofLine("")).isEmpty();
  }

  private Child start(Family family, ByteArrayOutputStream printed, String line)
      throws IOException {
    return Child.start(
        new Child.Start(List.of("sh", "-c", line), Map.of("PATH", "/usr/bin:/bin"), home, false),
        family,
        home.resolve("pipe"),
        (buffer, length) -> printed.write(buffer, 0, length));
  }
}
