package dev.muster.cli.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the server's program from its copy. */
public final class ServerProcess {
  /** Variables that tell a client where its server is: a server is its own. */
  private static final List<String> CLIENT_ONLY = List.of("MUSTER_SERVER", "MUSTER_TOKEN");

  /**
   * Quick to start, and small while there is little to do: without the last three, an idle server
   * would touch all of a heap that fits the machine, and keep what a busy hour has made of it.
   */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xlog:disable",
          "-Xms64m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40");

  private final DataHome home;
  private final Program program;

  public ServerProcess(DataHome home, Program program) {
    this.home = home;
    this.program = program;
  }

  /** In the foreground: it shares our terminal. */
  public Process foreground(List<String> arguments) throws IOException {
    return builder(List.of(), arguments).inheritIO().start();
  }

  /** Detached: a session of its own, its output in the log. */
  Process detached() throws IOException {
    File log = home.log().toFile();
    return builder(List.of("setsid"), List.of("--embedded"))
        .directory(home.root().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .redirectError(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private ProcessBuilder builder(List<String> before, List<String> arguments) throws IOException {
    Path runtime = new Runtimes(home.made()).of(program);
    List<String> command = new ArrayList<>(before);
    command.addAll(java(runtime));
    command.addAll(List.of("--data-dir", home.root().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    CLIENT_ONLY.forEach(builder.environment()::remove);
    return builder;
  }

  private List<String> java(Path runtime) {
    Path server = runtime.resolve("server");
    Path cache = server.resolve("muster.aot");
    List<String> java = new ArrayList<>(List.of(program.java().toString()));
    java.add("-Dmuster.dist=" + runtime);
    if (Files.exists(cache)) {
      java.add("-XX:AOTCache=" + cache);
    }
    Path jar = server.resolve("lib").resolve("muster-server.jar");
    java.addAll(JVM);
    java.addAll(List.of("-jar", jar.toString()));
    return java;
  }
}
