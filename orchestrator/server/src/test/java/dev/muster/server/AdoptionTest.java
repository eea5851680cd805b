package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed and started again finds a hundred agents. */
@Tag("ci")
class AdoptionTest {
  /** The program is started from its classes here, not as shipped: twice what it may take then. */
  private static final long MILLIS_MAX = 4_000;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void aHundredAgentsAreAdoptedSoonAfterTheServerIsKilled() throws Exception {
    Adoption.Run run = Adoption.measure(folder);

    assertThat(run.answeringMillis()).isLessThanOrEqualTo(MILLIS_MAX);
    assertThat(run.adoptedMillis()).isLessThanOrEqualTo(MILLIS_MAX + 1_000);
  }
}
