package dev.muster.agent.guard;

import dev.muster.agent.process.Family;
import dev.muster.agent.process.Leader;
import dev.muster.agent.process.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The guard process: reads from its agent which sessions it holds open, all of them in one line
 * whenever that changes. The end of that input means that the agent is gone, however it went; then
 * everything of the family is ended: SIGTERM, a short grace, SIGKILL until nobody is left.
 */
public final class Guard {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Guard() {}

  /** Guards the family of the agent whose home is the only argument. */
  public static void main(String[] arguments) throws InterruptedException {
    Family family = new Family(Path.of(arguments[0]));
    listen(family);
    family.signal(Scope.ALL, Family.SIGTERM);
    if (!awaitEnd(family, GRACE, 0)) {
      awaitEnd(family, PATIENCE, Family.SIGKILL);
    }
  }

  private static void listen(Family family) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        family.replace(Leader.ofLine(line));
      }
    } catch (IOException e) {
      // A broken pipe says what its end says.
    }
  }

  /** Waits until nobody is left, sending a signal in each round unless it is 0. */
  private static boolean awaitEnd(Family family, Duration atMost, int signal)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    boolean alive = family.alive(Scope.ALL);
    while (alive && System.nanoTime() < end) {
      if (signal != 0) {
        family.signal(Scope.ALL, signal);
      }
      Thread.sleep(PAUSE);
      alive = family.alive(Scope.ALL);
    }
    return !alive;
  }
}
