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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine's processes as {@code /proc} shows them.
 *
 * <p>A node's processes are recognised by what they were started with, which nothing can take from
 * them: agent and guard by their command lines, ranks and other children by their environment. So
 * none is overlooked, even if we died between starting it and writing its number down.
 */
public final class ProcessTable {
  private static final String AGENT = "dev.muster.agent.Agent";
  private static final String GUARD = "dev.muster.agent.guard.Guard";
  private static final String HOME_OPTION = "--home";

  /** The variable that an agent gives all that it starts, and that is handed down: its home. */
  private static final String MARK = "MUSTER_AGENT_HOME=";

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
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
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
