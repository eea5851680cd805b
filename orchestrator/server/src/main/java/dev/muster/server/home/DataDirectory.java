package dev.muster.server.home;

import dev.muster.model.JobId;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where one installation keeps everything. Only its owner may look inside.
 *
 * @param root the folder, absolute
 */
public record DataDirectory(Path root) {
  private static final String OWNER_ONLY = "rwx------";

  /** Takes a folder, and makes it when it does not exist. */
  public static DataDirectory open(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    try {
      return opened(root);
    } catch (FileSystemException e) {
      throw new IOException(
          "data directory %s cannot be written: %s (expected: a folder that this user may write,"
                  .formatted(root, DiskWords.of(e))
              + " with room in it; --data-dir names another)",
          e);
    }
  }

  private static DataDirectory opened(Path root) throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(OWNER_ONLY));
    DataDirectory home = new DataDirectory(root.toRealPath());
    Files.createDirectories(home.artifacts());
    Files.createDirectories(
        home.keys(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    return home;
  }

  /** Held by the one server of this folder. */
  public Path lock() {
    return root.resolve("lock");
  }

  /** The token of people and scripts. */
  public Path token() {
    return root.resolve("token");
  }

  /** Secrets that never leave the server. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** How the running server announces itself. */
  public Path announcement() {
    return root.resolve("server.json");
  }

  /** The port that was picked once and is kept. */
  public Path port() {
    return root.resolve("port");
  }

  /** What an embedded server writes about itself. */
  public Path log() {
    return root.resolve("server.log");
  }

  /** Packed working directories, by SHA-256. */
  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /** Folders of nodes of this machine, by claim and node. */
  public Path nodes() {
    return root.resolve("nodes");
  }

  /** Python environments, by hash. */
  public Path environments() {
    return root.resolve("environments");
  }

  /** Copies of programs that servers and agents run from, by hash. */
  public Path runtimes() {
    return root.resolve("runtimes");
  }

  /** Jobs' folders, by id. */
  public Path jobs() {
    return root.resolve("jobs");
  }

  /** The folder of one job. */
  public JobFolder job(JobId id) {
    return new JobFolder(jobs().resolve(id.value()));
  }
}
