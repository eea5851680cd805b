package dev.muster.server;

import dev.muster.server.home.DataDirectory;
import dev.muster.server.logging.Logging;
import dev.muster.server.signin.SignInCodes;
import dev.muster.spi.CapacityProviderFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server program. */
public final class MusterServer {
  /** Rehearses and ends: what an AOT cache is trained with. */
  private static final String TRAIN = "--train";

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final long FAREWELL_SECONDS = 10;

  private MusterServer() {}

  public static void main(String[] args) throws Exception {
    List<String> arguments = List.of(args);
    if (arguments.contains(TRAIN)) {
      Rehearsal.run();
      return;
    }
    System.exit(run(arguments, providers()));
  }

  /** Serves until the end; answers the exit code. */
  static int run(List<String> arguments, List<CapacityProviderFactory> factories)
      throws InterruptedException {
    try {
      Options options = Options.parse(arguments, System.getenv());
      if (options.embedded()) {
        Logging.toFile(logOf(options.dataDirectory()));
      }
      return serve(options, factories);
    } catch (Options.UsageException e) {
      System.err.println("muster server: " + e.getMessage());
      return USAGE;
    } catch (IOException | RuntimeException e) {
      System.err.println("muster server: " + e.getMessage());
      return FAILED;
    }
  }

  private static Path logOf(Path dataDirectory) throws IOException {
    return DataDirectory.open(dataDirectory).log();
  }

  private static int serve(Options options, List<CapacityProviderFactory> factories)
      throws IOException, InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    try (RunningServer server = RunningServer.start(options, factories)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(server, closed)));
      System.out.printf(
          "muster server: %s%n  data in %s, token in %s%n",
          server.info().url(), server.home().root(), server.home().token());
      if (!options.embedded()) {
        System.out.printf(
            "  page: %s%n  (opens once, within %d minutes; `muster login` gives another)%n",
            server.signInLink(), SignInCodes.VALID.toMinutes());
      }
      server.life().awaitEnd();
      return ending(server.life().failure());
    } finally {
      closed.countDown();
    }
  }

  private static int ending(@Nullable String failure) {
    if (failure == null) {
      return 0;
    }
    System.err.println("muster server: " + failure);
    return FAILED;
  }

  /** On a signal: ends in good order before the process does. */
  private static void farewell(RunningServer server, CountDownLatch closed) {
    server.life().end("signal");
    try {
      boolean inTime = closed.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("muster server: could not end in good order");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static List<CapacityProviderFactory> providers() {
    return ServiceLoader.load(CapacityProviderFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
