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
  @TempDir Path folder;

  @Test
  @Timeout(120)
  void aHundredAgentsAreAdoptedAfterTheServerIsKilled() throws Exception {
    Adoption.Run run = Adoption.measure(folder);

    System.out.println(run);
    assertThat(run.adoptedMillis()).as("every agent was greeted and delivered").isPositive();
  }
}
