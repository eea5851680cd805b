package dev.muster.cli.doctor;

import dev.muster.api.ServerInfo;
import dev.muster.cli.home.Announced;
import dev.muster.cli.home.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The data directory: whether it can be used, and the server that does. */
public final class DataDirectory {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final DataHome home;
  private final String version;

  /**
   * @param version which Muster asks
   */
  public DataDirectory(DataHome home, String version) {
    this.home = home;
    this.version = version;
  }

  /** The question about it. */
  public List<Examination.Question> questions() {
    return List.of(new Examination.Question("data directory", this::findings));
  }

  private List<Finding> findings() throws IOException {
    Path root = home.root();
    if (!Files.exists(root)) {
      return List.of(
          isWritable(root)
              ? Finding.ok("data directory", root + " is made when it is needed")
              : Finding.missing(
                  "data directory", root + " cannot be made", "export MUSTER_DATA=DIR"));
    }
    if (!Files.isDirectory(root) || !Files.isWritable(root)) {
      return List.of(
          Finding.missing(
              "data directory", root + " is no folder of ours to write", "export MUSTER_DATA=DIR"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(rights(root));
    findings.add(server());
    return findings;
  }

  private static Finding rights(Path root) throws IOException {
    return Files.getPosixFilePermissions(root).stream().anyMatch(OTHERS::contains)
        ? Finding.note("data directory", root + ": others may look inside", "chmod 700 " + root)
        : Finding.ok("data directory", root.toString());
  }

  /** Which one runs, and whether it is this version. */
  private Finding server() {
    Announced announced = new Announced(home);
    Optional<ServerInfo> ready = announced.ready();
    if (ready.isPresent()) {
      ServerInfo info = ready.get();
      String detail = "%s (pid %d, %s)".formatted(info.url(), info.pid(), info.version());
      return info.version().equals(version)
          ? Finding.ok("server", detail)
          : Finding.note("server", detail + ", this is " + version, "muster server stop");
    }
    Optional<ProcessHandle> holder = announced.holder();
    if (holder.isPresent()) {
      return Finding.note(
          "server",
          "pid %d holds the directory and does not answer".formatted(holder.get().pid()),
          "kill " + holder.get().pid());
    }
    return Finding.ok("server", "none runs; the next command starts one");
  }

  private static boolean isWritable(Path path) {
    Path there = path;
    while (!Files.exists(there)) {
      there = there.getParent() == null ? Path.of("/") : there.getParent();
    }
    return Files.isDirectory(there) && Files.isWritable(there);
  }
}
