package dev.muster.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.muster.local.gateway.NodeProcess.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine's processes as {@code /proc} shows them.
 *
 * <p>A node's processes are recognised by what they were started with, which nothing can take from
 * them: agent and guard by their command lines, ranks and other children by their environment. So
 * none is overlooked, even if we died between starting it and writing its number down. What cleared
 * its environment is recognised by its ancestors, or because somebody wrote its number down.
 */
public final class ProcessTable {
  private static final String AGENT = "dev.muster.agent.Agent";
  private static final String GUARD = "dev.muster.agent.guard.Guard";
  private static final String HOME_OPTION = "--home";

  /** The variable that an agent gives all that it starts, and that is handed down: its home. */
  private static final String MARK = "MUSTER_AGENT_HOME=";

  /** Index of the start time in what follows the command's closing parenthesis in stat. */
  private static final int START_TIME = 19;

  private static final int PARENT = 1;

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
      return identity(pid, Files.readString(proc.resolve(pid + "/stat"), ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** What a stat line tells; it may be empty while a process goes. */
  private static Optional<ProcessIdentity> identity(long pid, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    boolean over = fields.length <= START_TIME || fields[0].equals("Z") || fields[0].equals("X");
    return over
        ? Optional.empty()
        : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME])));
  }

  /** Whether exactly this process lives. */
  public boolean lives(ProcessIdentity process) {
    return find(process.pid()).filter(process::equals).isPresent();
  }

  /**
   * All live processes of nodes whose folders lie below a folder, and all that descend from them.
   *
   * @param writtenDown further processes of these nodes, as somebody has seen them; some may be
   *     gone
   * @throws IOException when the machine's processes cannot be listed
   */
  public List<NodeProcess> below(Path nodes, Collection<NodeProcess> writtenDown)
      throws IOException {
    Map<Long, NodeProcess> found = new LinkedHashMap<>();
    Map<Long, Long> parents = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        nodeProcess(entry, nodes).ifPresent(process -> found.put(pid, process));
        parent(entry).ifPresent(parent -> parents.put(pid, parent));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    for (NodeProcess process : writtenDown) {
      if (lives(process.identity())) {
        found.putIfAbsent(process.identity().pid(), process);
      }
    }
    addDescendants(found, parents);
    return List.copyOf(found.values());
  }

  /** A child may stand before its parent: once more as long as somebody is found. */
  private void addDescendants(Map<Long, NodeProcess> found, Map<Long, Long> parents) {
    int before;
    do {
      before = found.size();
      parents.forEach((pid, parent) -> {
        NodeProcess above = found.get(parent);
        if (above != null && !found.containsKey(pid)) {
          find(pid).ifPresent(it -> found.put(pid, new NodeProcess(it, above.node(), Role.WORK)));
        }
      });
    } while (found.size() > before);
  }

  private Optional<Long> parent(Path entry) {
    try {
      String stat = Files.readString(entry.resolve("stat"), ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return fields.length > START_TIME
          ? Optional.of(Long.parseLong(fields[PARENT]))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
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
    List<String> arguments = strings(entry.resolve("cmdline"));
    Optional<String> agentHome =
        arguments.contains(AGENT) ? after(HOME_OPTION, arguments) : Optional.empty();
    return nodeProcess(entry, agentHome, nodes, Role.AGENT)
        .or(() -> nodeProcess(entry, after(GUARD, arguments), nodes, Role.GUARD))
        .or(() -> nodeProcess(entry, marked(entry), nodes, Role.WORK));
  }

  private Optional<NodeProcess> nodeProcess(
      Path entry, Optional<String> home, Path nodes, Role role) {
    long pid = Long.parseLong(entry.getFileName().toString());
    return home.flatMap(path -> nameBelow(nodes, path))
        .flatMap(node -> find(pid).map(found -> new NodeProcess(found, node, role)));
  }

  private static Optional<String> after(String word, List<String> arguments) {
    return arguments.stream().dropWhile(argument -> !argument.equals(word)).skip(1).findFirst();
  }

  private static Optional<String> marked(Path entry) {
    return strings(entry.resolve("environ")).stream()
        .filter(variable -> variable.startsWith(MARK))
        .map(variable -> variable.substring(MARK.length()))
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

  /** Strings ended by zero bytes; empty for a process that is gone or somebody else's. */
  private static List<String> strings(Path file) {
    try {
      String strings = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return List.of(strings.split("\0", -1));
    } catch (IOException gone) {
      return List.of();
    }
  }
}
