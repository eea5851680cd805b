package dev.muster.examples.figures;

import dev.muster.testkit.real.RealMuster;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the server's process takes until it answers that it is ready. */
final class ServerStart implements Figure {
  private static final int RUNS = 11;
  private static final long START_MAX_SECONDS = 60;
  private static final int OK = 200;
  private static final long LOOK_MILLIS = 2;
  private static final Pattern ANNOUNCED =
      Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\".*\"pid\"\\s*:\\s*(\\d+)", Pattern.DOTALL);

  @Override
  public String name() {
    return "server-start";
  }

  @Override
  public String definition() {
    return """
    From the start of the server's process, with the very command line that `muster` starts it by \
    (AOT cache of the build), until GET /health/ready has answered 200; looked for every %d ms. \
    onFresh: a data directory without a database, which is made. onUsed: one that a server has \
    used before. %d starts each, one after the other; the first of each is left out.\
    """
        .formatted(LOOK_MILLIS, RUNS);
  }

  @Override
  public String wanted() {
    return "<= 1000 ms";
  }

  @Override
  public Map<String, Object> measure(Bench bench) throws Exception {
    RealMuster muster = bench.muster(name(), Map.of());
    List<String> command = Bench.commandLine(muster.server());
    muster.end();
    List<Long> fresh = new ArrayList<>();
    List<Long> used = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      Path data = bench.folder(name() + "-" + run);
      fresh.add(start(command, muster.data(), data));
      used.add(start(command, muster.data(), data));
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("commandLine", shown(command));
    told.put("onFreshMillis", Samples.ofNanos(fresh.subList(1, RUNS)));
    told.put("onUsedMillis", Samples.ofNanos(used.subList(1, RUNS)));
    return told;
  }

  /** The options alone: the paths are those of this machine. */
  private static List<String> shown(List<String> command) {
    return command.stream().filter(word -> word.startsWith("-X")).map(ServerStart::brief).toList();
  }

  private static String brief(String word) {
    return word.startsWith("-XX:AOTCache=") ? "-XX:AOTCache=…" : word;
  }

  private static long start(List<String> like, Path former, Path data) throws Exception {
    List<String> command = new ArrayList<>(like);
    command.replaceAll(word -> word.equals(former.toString()) ? data.toString() : word);
    File output = data.resolve("server.log").toFile();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(data.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
            .start();
    try {
      awaitReady(process, data);
      return System.nanoTime() - start;
    } finally {
      process.destroy();
      if (!process.waitFor(START_MAX_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static void awaitReady(Process process, Path data) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_MAX_SECONDS);
    while (!ready(process, data.resolve("server.json"))) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("no server:\n" + Files.readString(data.resolve("server.log")));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static boolean ready(Process process, Path announcement) {
    try {
      Matcher found = ANNOUNCED.matcher(Files.readString(announcement));
      if (!found.find() || Long.parseLong(found.group(2)) != process.pid()) {
        return false;
      }
      try (RawConnection connection = new RawConnection(URI.create(found.group(1)), "none")) {
        return connection.get("/health/ready").status() == OK;
      }
    } catch (IOException e) {
      return false;
    }
  }
}
