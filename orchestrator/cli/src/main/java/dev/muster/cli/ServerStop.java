package dev.muster.cli;

import dev.muster.api.ServerStatus;
import dev.muster.api.StopView;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.client.Access;
import dev.muster.client.MusterClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code muster server stop}: ends the server, not the training. */
@Command(
    name = "stop",
    description = "End the server; what it trains goes on.",
    footer = {"", "Example:", "  muster server stop"})
final class ServerStop implements Callable<Integer> {
  private static final Duration END_MAX = Duration.ofSeconds(15);

  @ParentCommand private Server server;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Muster muster = server.muster();
    Optional<Access> access = muster.servers().find();
    if (access.isEmpty()) {
      muster.surroundings().out().println("no server runs for " + muster.home().root());
      return 0;
    }
    try (MusterClient client = new MusterClient(access.get())) {
      ServerStatus status = client.status();
      StopView stop = client.stop();
      awaitEnd(status.server().pid());
      muster.answers().print(stop, () -> List.of(stop.summary()));
      return 0;
    }
  }

  /** A server elsewhere has no process here: then there is nothing to wait for. */
  private static void awaitEnd(long pid) throws InterruptedException, ExecutionException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return;
    }
    try {
      process.get().onExit().get(END_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new FailureException(
          ExitCode.FAILED,
          "the server (pid %d) has not ended within %d s".formatted(pid, END_MAX.toSeconds()),
          "look into its log, and end it by `kill %d`".formatted(pid),
          e);
    }
  }
}
