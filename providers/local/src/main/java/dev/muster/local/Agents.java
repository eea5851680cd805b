package dev.muster.local;

import dev.muster.local.gateway.DetachedProcess;
import dev.muster.local.gateway.NodeProcess;
import dev.muster.local.gateway.ProcessIdentity;
import dev.muster.local.gateway.ProcessTable;
import dev.muster.spi.Bootstrap;
import dev.muster.spi.ProviderContext;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The agents on this machine and what they have started: brings them up, finds and ends them. */
final class Agents {
  /** A killed process is gone within milliseconds, unless the kernel hangs: then we give up. */
  private static final Duration KILL_POLL = Duration.ofMillis(5);

  private static final int MAX_KILL_POLLS = 1000;

  /** How much of an agent's log is read for its last words, and how many lines are kept. */
  private static final int LAST_WORDS_BYTES = 4096;

  private static final int LAST_LINES = 3;

  /** What an agent writes as long as all is well says nothing about its end. */
  private static final Pattern ROUTINE = Pattern.compile("\\S+ INFO .*");

  private final ProviderContext context;
  private final Path data;
  private final Path nodes;
  private final ProcessTable processes;

  Agents(ProviderContext context, ProcessTable processes) {
    this.context = context;
    this.data = context.dataDirectory().toAbsolutePath().normalize();
    this.nodes = data.resolve("nodes");
    this.processes = processes;
  }

  /** The folder of all claims and nodes. */
  Path nodes() {
    return nodes;
  }

  List<NodeHome> homes(ClaimRecord claim) {
    return IntStream.range(0, claim.nodes())
        .mapToObj(node -> NodeHome.of(nodes, claim.id(), node))
        .toList();
  }

  /** All processes that belong to nodes of this data directory. */
  List<NodeProcess> all() throws IOException {
    if (!Files.isDirectory(nodes)) {
      return List.of();
    }
    try (Stream<Path> content = Files.list(nodes)) {
      return living(
          content.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList());
    }
  }

  /** All processes that belong to a claim. */
  List<NodeProcess> of(ClaimRecord claim) throws IOException {
    List<String> ours = homes(claim).stream().map(NodeHome::name).toList();
    return living(ours).stream().filter(process -> ours.contains(process.node())).toList();
  }

  /**
   * All processes that show whose they are, and those of some nodes that are written down: an agent
   * that is just becoming its program shows no command line for a moment, and a process may have
   * cleared its environment and lost its parents.
   */
  private List<NodeProcess> living(List<String> names) throws IOException {
    List<NodeProcess> writtenDown = new ArrayList<>();
    for (String name : names) {
      agentOf(name).ifPresent(writtenDown::add);
      for (ProcessIdentity process : NodeHome.readFamily(nodes.resolve(name))) {
        writtenDown.add(new NodeProcess(process, name, NodeProcess.Role.WORK));
      }
    }
    return processes.below(nodes, writtenDown);
  }

  private Optional<NodeProcess> agentOf(String node) {
    try {
      return NodeHome.readTag(nodes.resolve(node))
          .flatMap(NodeHome.Tag::agent)
          .map(agent -> new NodeProcess(agent, node, NodeProcess.Role.AGENT));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Ends what agents of a claim that are gone have left behind, unless a guard lives that does it.
   */
  void sweep(ClaimRecord claim) throws IOException {
    List<NodeProcess> left = of(claim);
    for (NodeHome home : homes(claim)) {
      List<NodeProcess> here =
          left.stream().filter(process -> process.node().equals(home.name())).toList();
      if (here.stream().noneMatch(process -> process.agent() || process.guard())) {
        here.forEach(this::kill);
      }
    }
  }

  /** Starts the agents of a gang that do not run yet. */
  void start(ClaimRecord claim, Gang gang, Bootstrap bootstrap) throws IOException {
    List<NodeProcess> running = of(claim);
    for (NodeHome home : homes(claim)) {
      Optional<NodeProcess> agent =
          running.stream().filter(p -> p.agent() && p.node().equals(home.name())).findFirst();
      try {
        ProcessIdentity identity =
            agent.isPresent() ? agent.get().identity() : start(home, gang, bootstrap);
        home.started(gang.owner(), context.agentHome(), context.clock().instant(), identity);
      } catch (IOException cause) {
        throw new IOException(LocalFaults.notStarted(home.name(), cause), cause);
      }
    }
  }

  private ProcessIdentity start(NodeHome home, Gang gang, Bootstrap bootstrap) throws IOException {
    Path program = AgentCommand.program(context.agentHome());
    if (!Files.isExecutable(program)) {
      throw new IOException("%s (expected: an executable file)".formatted(program));
    }
    home.prepare(gang.owner(), context.agentHome(), context.clock().instant());
    home.handOver(bootstrap.joinTokens().get(home.node()));
    List<String> command = AgentCommand.line(context.agentHome(), data, home, bootstrap);
    long pid = DetachedProcess.start(command, home.folder(), home.log());
    return processes
        .find(pid)
        .orElseThrow(() -> new IOException(LocalFaults.endedAtOnce(lastWords(home))));
  }

  /** Whether the agent of a node lives. */
  boolean lives(NodeHome home) throws IOException {
    return home.tag().flatMap(NodeHome.Tag::agent).filter(processes::lives).isPresent();
  }

  void terminate(NodeProcess process) {
    processes.terminate(process.identity());
  }

  void kill(NodeProcess process) {
    processes.kill(process.identity());
  }

  /** Ends a gang that must not come to be; afterwards nothing of it is left. */
  void killAll(ClaimRecord claim) throws IOException {
    List<NodeProcess> left = of(claim);
    left.forEach(this::kill);
    for (NodeProcess process : left) {
      awaitEnd(process.identity());
    }
    forgetTokens(claim);
  }

  void forgetTokens(ClaimRecord claim) throws IOException {
    for (NodeHome home : homes(claim)) {
      home.forgetToken();
    }
  }

  /** The end of an agent's log, without what is usual. */
  List<String> lastWords(NodeHome home) {
    try (SeekableByteChannel log = Files.newByteChannel(home.log())) {
      log.position(Math.max(0, log.size() - LAST_WORDS_BYTES));
      byte[] end = Channels.newInputStream(log).readNBytes(LAST_WORDS_BYTES);
      List<String> lines =
          new String(end, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !ROUTINE.matcher(line).matches())
              .toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException none) {
      return List.of();
    }
  }

  private void awaitEnd(ProcessIdentity process) throws IOException {
    for (int poll = 0; processes.lives(process); poll++) {
      if (poll == MAX_KILL_POLLS) {
        throw new IOException("process %d does not end".formatted(process.pid()));
      }
      LockSupport.parkNanos(KILL_POLL.toNanos());
    }
  }
}
