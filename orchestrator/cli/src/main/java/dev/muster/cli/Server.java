package dev.muster.cli;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.home.ServerProcess;
import dev.muster.cli.terminal.Signals;
import dev.muster.cli.terminal.Signals.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster server}: the server, in the foreground. */
@Command(
    name = "server",
    description = "Run a server in the foreground.",
    subcommands = ServerStop.class,
    footer = {
      "",
      "Examples:",
      "  muster server",
      "  muster server --port 0 --data-dir /data/muster",
      "  muster server stop"
    })
final class Server implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where it answers; 0 picks a port and keeps it (default: 7180).")
  private @Nullable Integer port;

  Muster muster() {
    return muster;
  }

  /** The server gets the terminal's signals itself; those that only we get are handed on. */
  @Override
  public Integer call() throws InterruptedException {
    List<String> arguments = new ArrayList<>();
    if (port != null) {
      arguments.addAll(List.of("--port", port.toString()));
    }
    Process server = started(arguments);
    Signals.handle(signal -> handOn(signal, server));
    return server.waitFor();
  }

  private Process started(List<String> arguments) {
    try {
      return new ServerProcess(muster.home(), muster.program()).foreground(arguments);
    } catch (IOException e) {
      throw muster.home().unusable(ExitCode.FAILED, e);
    }
  }

  private static void handOn(Signal signal, Process server) {
    switch (signal) {
      case INT, TERM, HUP -> server.destroy();
    }
  }
}
