package dev.muster.cli.home;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data directory, as a client sees it.
 *
 * @param root the folder, absolute
 */
public record DataHome(Path root) {
  private static final String OWNER_ONLY = "rwx------";

  /** The folder of the option, else of MUSTER_DATA, else {@code ~/.local/share/muster}. */
  public static DataHome find(@Nullable Path option, Map<String, String> environment) {
    Path folder = option == null ? fromEnvironment(environment) : option;
    return new DataHome(folder.toAbsolutePath().normalize());
  }

  /** Makes the folder when it is not there; only its owner may look inside. */
  public DataHome made() throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(OWNER_ONLY));
    return this;
  }

  /** The failure of a command that cannot work in this folder. */
  public FailureException unusable(ExitCode code, IOException e) {
    return new FailureException(
        code,
        "the data directory %s cannot be used: %s".formatted(root, words(e)),
        "make room there, make it writable, or choose another by --data-dir",
        e);
  }

  private static String words(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "access denied: " + denied.getFile();
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> e.toString();
    };
  }

  /** How the running server announces itself. */
  Path announcement() {
    return root.resolve("server.json");
  }

  /** Held by the server; its text says by which process. */
  Path serverLock() {
    return root.resolve("lock");
  }

  /** Held by the client that is starting the server. */
  Path startLock() {
    return root.resolve("start.lock");
  }

  /** The token of people and scripts. */
  public Path token() {
    return root.resolve("token");
  }

  /** Copies of the programs, by the hash of their sources. */
  Path runtimes() {
    return root.resolve("runtimes");
  }

  /** What an embedded server writes about itself. */
  Path log() {
    return root.resolve("server.log");
  }

  private static Path fromEnvironment(Map<String, String> environment) {
    String data = environment.getOrDefault("MUSTER_DATA", "");
    if (!data.isEmpty()) {
      return Path.of(data);
    }
    String home = environment.getOrDefault("HOME", "");
    if (home.isEmpty()) {
      throw new FailureException(
          ExitCode.USAGE, "HOME is not set", "set it, or say --data-dir DIR");
    }
    return Path.of(home, ".local", "share", "muster");
  }
}
