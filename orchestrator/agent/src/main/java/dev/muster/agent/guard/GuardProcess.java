package dev.muster.agent.guard;

import dev.muster.agent.log.Log;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Relative;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The agent's side of its guard. The agent holds the writing end of a pipe, and nobody else: when
 * it dies, by whatever, the kernel closes it. A guard that dies is replaced, and told of the
 * sessions again.
 */
public final class GuardProcess {
  private final Path home;
  private final Respawns respawns = new Respawns(System::nanoTime);
  private List<Relative> leaders = List.of();
  private Process process;

  private GuardProcess(Path home) throws IOException {
    this.home = home;
    this.process = launch();
  }

  /** Starts the guard of an agent's home. */
  public static GuardProcess start(Path home) throws IOException {
    GuardProcess guard = new GuardProcess(home);
    guard.watch();
    return guard;
  }

  /** Tells the guard of all sessions that are open now. */
  public synchronized void tell(List<Relative> open) {
    leaders = open;
    try {
      write();
    } catch (IOException e) {
      Log.warn("guard pid=%d does not listen: it will be replaced".formatted(process.pid()));
    }
  }

  /** Its process. */
  public synchronized long pid() {
    return process.pid();
  }

  private synchronized void watch() {
    CompletableFuture<Void> _ = process.onExit().thenRun(this::ended);
  }

  private synchronized void ended() {
    Log.warn("guard pid=%d ended".formatted(process.pid()));
    replaceLater();
  }

  private void replaceLater() {
    Duration pause = respawns.pause();
    Log.info("guard is started again in %d s".formatted(pause.toSeconds()));
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::replace);
  }

  private synchronized void replace() {
    try {
      process = launch();
    } catch (IOException e) {
      Log.warn("guard cannot be started again: %s".formatted(e.getMessage()));
      replaceLater();
      return;
    }
    watch();
    tell(leaders);
  }

  private void write() throws IOException {
    OutputStream pipe = process.getOutputStream();
    pipe.write((Relative.line(leaders) + "\n").getBytes(StandardCharsets.US_ASCII));
    pipe.flush();
  }

  private Process launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().keySet().removeIf(name -> !needed(name));
    Family.markGuard(builder.environment());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Without its locale a JVM cannot even name a file that is not plain ASCII. */
  private static boolean needed(String name) {
    return name.equals("PATH") || name.equals("LANG") || name.startsWith("LC_");
  }

  private List<String> command() {
    return List.of(
        "setsid",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx16m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        Guard.class.getName(),
        home.toString(),
        Long.toString(ProcessHandle.current().pid()));
  }
}
