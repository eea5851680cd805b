package dev.muster.agent.process;

import dev.muster.agent.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All processes that came of one agent: found by the session that it opened for each, and by a
 * variable that every child gets and hands down, which also finds grandchildren that left the
 * session or were orphaned.
 */
public final class Family {
  public static final int SIGTERM = 15;
  public static final int SIGKILL = 9;

  private static final String MARK = "MUSTER_AGENT_HOME";
  private static final String RANK = "\0MUSTER_RANK=";

  private final Path home;
  private final Consumer<List<Leader>> whenChanged;
  private final Map<Long, Leader> leaders = new ConcurrentHashMap<>();

  public Family(Path home, Consumer<List<Leader>> whenChanged) {
    this.home = home;
    this.whenChanged = whenChanged;
  }

  /** A family that is looked at only. */
  public Family(Path home) {
    this(home, leaders -> {});
  }

  /** Puts the variable that marks the family into a child's environment. */
  void mark(Map<String, String> environment) {
    environment.put(MARK, home.toString());
  }

  /** Adds a process that leads its own session. */
  public void add(Leader leader) {
    leaders.put(leader.pid(), leader);
    whenChanged.accept(List.copyOf(leaders.values()));
  }

  /** Takes these for all the leaders that there are. */
  public void replace(Collection<Leader> all) {
    leaders.clear();
    all.forEach(leader -> leaders.put(leader.pid(), leader));
  }

  /** Whether any process of the scope runs; as long as nobody can tell, some may. */
  public boolean alive(Scope scope) {
    boolean alive = mayLive(scope);
    if (!alive && leaders.values().removeIf(leader -> covers(scope, leader))) {
      whenChanged.accept(List.copyOf(leaders.values()));
    }
    return alive;
  }

  /** Sends a signal to every process of the scope. */
  public void signal(Scope scope, int signal) {
    try {
      members(scope).forEach(member -> member.signal(signal));
    } catch (IOException e) {
      Log.warn("processes cannot be listed, none got signal %d: %s".formatted(signal, e));
    }
  }

  private boolean mayLive(Scope scope) {
    try {
      return !members(scope).isEmpty();
    } catch (IOException e) {
      Log.warn("processes cannot be listed: %s".formatted(e));
      return true;
    }
  }

  /**
   * One to be signalled: a whole group where the session is ours, else a single process. One that
   * is being started stands in the agent's own group for a moment, which must not be hit.
   */
  private record Member(long number, boolean group) {
    void signal(int signal) {
      if (group) {
        Posix.signalGroup(number, signal);
      } else {
        Posix.signal(number, signal);
      }
    }
  }

  private Set<Member> members(Scope scope) throws IOException {
    List<ProcessEntry> running = ProcessTable.running();
    Map<Long, ProcessEntry> byPid =
        running.stream().collect(Collectors.toMap(ProcessEntry::pid, entry -> entry));
    Set<Member> members = new HashSet<>();
    for (ProcessEntry entry : running) {
      if (ledByUs(scope, entry, byPid)) {
        members.add(new Member(entry.group(), true));
      } else if (marked(scope, entry.pid())) {
        members.add(new Member(entry.pid(), false));
      }
    }
    return members;
  }

  /** A number is not given away while a session has it; so only a living leader is checked. */
  private boolean ledByUs(Scope scope, ProcessEntry entry, Map<Long, ProcessEntry> byPid) {
    Leader leader = leaders.get(entry.session());
    if (leader == null || !covers(scope, leader)) {
      return false;
    }
    @Nullable ProcessEntry head = byPid.get(leader.pid());
    return head == null || head.startTicks() == leader.startTicks();
  }

  private boolean marked(Scope scope, long pid) {
    String environment = ProcessTable.environment(pid);
    return environment.contains("\0" + MARK + "=" + home + "\0")
        && (scope == Scope.ALL || environment.contains(RANK));
  }

  private static boolean covers(Scope scope, Leader leader) {
    return scope == Scope.ALL || leader.rank();
  }
}
