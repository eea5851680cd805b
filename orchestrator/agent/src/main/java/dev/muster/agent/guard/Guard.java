package dev.muster.agent.guard;

import dev.muster.agent.process.Family;
import dev.muster.agent.process.Relative;
import dev.muster.agent.process.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The guard process: reads from its agent which sessions it holds open, all of them in one line
 * whenever that changes, and looks itself who comes of them. The end of its input means that the
 * agent is gone, however it went; then everything of the family is ended: SIGTERM, a short grace,
 * SIGKILL until nobody is left.
 *
 * <p>Whom it knows stands in a file too, for the next guard if this one is killed, and for a
 * provider that finds agent and guard killed at once.
 */
public final class Guard {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Family family;
  private final FamilyFile file;
  private volatile boolean watching = true;

  private Guard(Path home, long agent) {
    this.family = Family.of(home, agent);
    this.file = new FamilyFile(home);
    family.know(file.read());
  }

  /** Guards the family of an agent; the arguments are the agent's home and number. */
  public static void main(String[] arguments) throws InterruptedException {
    Guard guard = new Guard(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    Thread watch = Thread.ofPlatform().daemon().name("watch").start(guard::watch);
    guard.listen();
    guard.watching = false;
    watch.join();
    guard.endAll();
  }

  private void endAll() throws InterruptedException {
    family.signal(Scope.ALL, Family.SIGTERM);
    if (!awaitEnd(GRACE, 0)) {
      awaitEnd(PATIENCE, Family.SIGKILL);
    }
    file.remove();
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        family.replace(Relative.ofLine(line));
      }
    } catch (IOException e) {
      // A broken pipe says what its end says.
    }
  }

  private void watch() {
    while (watching) {
      if (family.glance()) {
        file.write(family.known());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Waits until nobody is left, sending a signal in each round unless it is 0. */
  private boolean awaitEnd(Duration atMost, int signal) throws InterruptedException {
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
