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
 * All processes that came of one agent: found by the session that it opened for each, by a variable
 * that every child gets and hands down, and by descent, which also finds those that left the
 * session, cleared their environment and lost their parents.
 */
public final class Family {
  public static final int SIGTERM = 15;
  public static final int SIGKILL = 9;

  private static final String MARK = "MUSTER_AGENT_HOME";
  private static final String RANK = "\0MUSTER_RANK=";

  private final Path home;
  private final Consumer<List<Relative>> whenChanged;
  private final Lineage lineage;
  private final Map<Long, Relative> leaders = new ConcurrentHashMap<>();

  private Family(Path home, Lineage lineage, Consumer<List<Relative>> whenChanged) {
    this.home = home;
    this.lineage = lineage;
    this.whenChanged = whenChanged;
  }

  /** The family of this process, which takes in its orphans. */
  public static Family ofThisProcess(Path home, Consumer<List<Relative>> whenChanged) {
    if (!Posix.adoptOrphans()) {
      Log.warn("orphans go elsewhere: they are found by session and mark only");
    }
    return new Family(home, Lineage.of(ProcessHandle.current().pid()), whenChanged);
  }

  /** The family of another process, which is looked at only. */
  public static Family of(Path home, long agent) {
    return new Family(home, Lineage.of(agent), leaders -> {});
  }

  /** A family that is looked at only, its agent may be gone. */
  public Family(Path home) {
    this(home, Lineage.ofNobody(), leaders -> {});
  }

  /** Puts the variable that marks the family into a child's environment. */
  void mark(Map<String, String> environment) {
    environment.put(MARK, home.toString());
  }

  /** Puts the variable that tells a guard from the family into its environment. */
  public static void markGuard(Map<String, String> environment) {
    environment.put(Lineage.GUARD_MARK, "1");
  }

  /** Ranks will be added: whoever is there now is none of theirs, orphans that come later are. */
  public void expectRanks() {
    glance();
    lineage.orphansAreRanks(true);
  }

  /** Adds a process that leads its own session. */
  public void add(Relative leader) {
    leaders.put(leader.pid(), leader);
    whenChanged.accept(List.copyOf(leaders.values()));
  }

  /** Takes these for all the leaders that there are. */
  public void replace(Collection<Relative> all) {
    leaders.clear();
    all.forEach(leader -> leaders.put(leader.pid(), leader));
  }

  /** Takes note of who has come and gone; whether anything has changed. */
  public boolean glance() {
    try {
      return lineage.glance(leaders.values());
    } catch (IOException e) {
      Log.warn("processes cannot be listed: %s".formatted(e));
      return false;
    }
  }

  /** Takes in those of these that live: somebody has seen them before. */
  public void know(Collection<Relative> told) {
    lineage.know(told);
  }

  /** All that were seen and may live. */
  public List<Relative> known() {
    return lineage.known();
  }

  /**
   * Sends a signal to every process of the scope that has a handler for it; whether there is any.
   */
  public boolean signalWhoCatches(Scope scope, int signal) {
    try {
      List<Long> catching =
          members(running(), scope, (entry, group) -> entry.pid()).stream()
              .filter(pid -> ProcessTable.catches(pid, signal))
              .toList();
      catching.forEach(pid -> Posix.signal(pid, signal));
      return !catching.isEmpty();
    } catch (IOException e) {
      Log.warn("processes cannot be listed, none got signal %d: %s".formatted(signal, e));
      return false;
    }
  }

  /** Whether any process of the scope runs; as long as nobody can tell, some may. */
  public boolean alive(Scope scope) {
    boolean alive = mayLive(scope);
    if (!alive) {
      lineage.orphansAreRanks(false);
    }
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
    return members(
        running(), scope, (entry, group) -> new Member(group ? entry.group() : entry.pid(), group));
  }

  private static Map<Long, ProcessEntry> running() throws IOException {
    return ProcessTable.running().stream()
        .collect(Collectors.toMap(ProcessEntry::pid, entry -> entry));
  }

  private interface Found<T> {
    T as(ProcessEntry entry, boolean ledByUs);
  }

  private <T> Set<T> members(Map<Long, ProcessEntry> running, Scope scope, Found<T> found) {
    lineage.look(running, leaders.values());
    Set<T> members = new HashSet<>();
    for (ProcessEntry entry : running.values()) {
      if (ledByUs(scope, entry, running)) {
        members.add(found.as(entry, true));
      } else if (descends(scope, entry) || marked(scope, entry.pid())) {
        members.add(found.as(entry, false));
      }
    }
    return members;
  }

  private boolean descends(Scope scope, ProcessEntry entry) {
    Relative known = lineage.known(entry);
    return known != null && covers(scope, known);
  }

  /** A number is not given away while a session has it; so only a living leader is checked. */
  private boolean ledByUs(Scope scope, ProcessEntry entry, Map<Long, ProcessEntry> byPid) {
    Relative leader = leaders.get(entry.session());
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

  private static boolean covers(Scope scope, Relative leader) {
    return scope == Scope.ALL || leader.rank();
  }
}
