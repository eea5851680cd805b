package dev.muster.local.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine's processes as {@code /proc} shows them.
 *
 * <p>A node's processes are recognised by what they were started with, which nothing can take from
 * them: an agent by its command line, a rank by its environment. So none is overlooked, even if we
 * died between starting it and writing its number down.
 */
public final class ProcessTable {
  private static final String AGENT = "dev.muster.agent.Agent";
  private static final String HOME_OPTION = "--home";
  private static final String RANK_MARK = "MUSTER_RANK=";
  private static final String PLAN_MARK = "MUSTER_PLAN=";

  /** Index of the start time in what follows the command's closing parenthesis in stat. */
  private static final int START_TIME = 19;

  private final Path proc;

  public ProcessTable() {
    this(Path.of("/proc"));
  }

  ProcessTable(Path proc) {
    this.proc = proc;
  }

  /** The process that has a number now; empty when there is none, or only its exit code is left. */
  public Optional<ProcessIdentity> find(long pid) {
    try {
      String stat = Files.readString(proc.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      boolean over = fields[0].equals("Z") || fields[0].equals("X");
      return over
          ? Optional.empty()
          : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME])));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Whether exactly this process lives. */
  public boolean lives(ProcessIdentity process) {
    return find(process.pid()).filter(process::equals).isPresent();
  }

  /**
   * All live processes of nodes whose folders lie below a folder.
   *
   * @throws IOException when the machine's processes cannot be listed
   */
  public List<NodeProcess> below(Path nodes) throws IOException {
    List<NodeProcess> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        nodeProcess(entry, nodes).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Asks a process to end (SIGTERM), if it still is the one. */
  public void terminate(ProcessIdentity process) {
    handle(process).ifPresent(ProcessHandle::destroy);
  }

  /** Ends a process (SIGKILL), if it still is the one. */
  public void kill(ProcessIdentity process) {
    handle(process).ifPresent(ProcessHandle::destroyForcibly);
  }

  private Optional<ProcessHandle> handle(ProcessIdentity process) {
    return ProcessHandle.of(process.pid()).filter(handle -> lives(process));
  }

  private Optional<NodeProcess> nodeProcess(Path entry, Path nodes) {
    long pid = Long.parseLong(entry.getFileName().toString());
    Optional<String> agentOf = agentHome(strings(entry.resolve("cmdline")), nodes);
    Optional<String> node =
        agentOf.isPresent() ? agentOf : rankHome(strings(entry.resolve("environ")), nodes);
    return node.flatMap(
        name -> find(pid).map(found -> new NodeProcess(found, name, agentOf.isPresent())));
  }

  private static Optional<String> agentHome(List<String> arguments, Path nodes) {
    int option = arguments.indexOf(HOME_OPTION);
    if (!arguments.contains(AGENT) || option < 0 || option + 1 >= arguments.size()) {
      return Optional.empty();
    }
    return nameBelow(nodes, arguments.get(option + 1));
  }

  private static Optional<String> rankHome(List<String> environment, Path nodes) {
    if (environment.stream().noneMatch(variable -> variable.startsWith(RANK_MARK))) {
      return Optional.empty();
    }
    return environment.stream()
        .filter(variable -> variable.startsWith(PLAN_MARK))
        .flatMap(variable -> nameBelow(nodes, variable.substring(PLAN_MARK.length())).stream())
        .findFirst();
  }

  private static Optional<String> nameBelow(Path nodes, String path) {
    try {
      Path below = Path.of(path).normalize();
      return below.startsWith(nodes) && !below.equals(nodes)
          ? Optional.of(nodes.relativize(below).getName(0).toString())
          : Optional.empty();
    } catch (InvalidPathException nonsense) {
      return Optional.empty();
    }
  }

  /** Strings ended by zero bytes; none for a process that is gone or somebody else's. */
  private static List<String> strings(Path file) {
    try {
      return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1));
    } catch (IOException gone) {
      return List.of();
    }
  }
}
