package dev.muster.agent.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All descendants of one process that were ever seen alive. A descendant may leave its session,
 * clear its environment and lose its parent: once seen, it stays known by its number and the time
 * of its start. The ancestor takes in the orphans, so one that was never seen before shows as a
 * child of it.
 *
 * <p>Who is new is judged by its parent. A {@link #glance} reads only those that are not known yet,
 * and gives up on a stranger after some looks, so it costs little and can be taken often.
 */
final class Lineage {
  /** Marks a guard, which is a child of the ancestor too, but none to be ended. */
  static final String GUARD_MARK = "MUSTER_GUARD";

  private static final int NOBODY = 0;
  private static final int LOOKS_MAX = 20;

  private final long ancestor;
  private final Map<Long, Relative> relatives = new HashMap<>();
  private final Map<Long, Integer> strangers = new HashMap<>();

  private boolean orphansAreRanks;

  private Lineage(long ancestor) {
    this.ancestor = ancestor;
  }

  /** The descendants of a process. */
  static Lineage of(long ancestor) {
    return new Lineage(ancestor);
  }

  /** Those of nobody: only what is told is known, and what comes of that. */
  static Lineage ofNobody() {
    return new Lineage(NOBODY);
  }

  /** Whether an orphan that was never seen with a parent came of a rank. */
  synchronized void orphansAreRanks(boolean yes) {
    orphansAreRanks = yes;
  }

  /** Takes in who has come since the last look; whether anything has changed. */
  synchronized boolean glance(Collection<Relative> leaders) throws IOException {
    Set<Long> numbers = ProcessTable.numbers();
    boolean gone = relatives.keySet().retainAll(numbers);
    strangers.keySet().retainAll(numbers);
    List<ProcessEntry> fresh = new ArrayList<>();
    for (long pid : numbers) {
      if (!relatives.containsKey(pid) && strangers.merge(pid, 1, Integer::sum) < LOOKS_MAX) {
        ProcessEntry entry = ProcessTable.entry(pid);
        if (entry != null && (!entry.zombie() || entry.parent() == ancestor)) {
          fresh.add(entry);
        }
      }
    }
    boolean come = add(fresh, leaders);
    return come || gone;
  }

  /** Takes in who belongs to it among all that run. */
  synchronized void look(Map<Long, ProcessEntry> running, Collection<Relative> leaders) {
    relatives.values().removeIf(relative -> !relative.is(running.get(relative.pid())));
    add(running.values(), leaders);
  }

  /** What is known of a process; null when it is a stranger. */
  synchronized @Nullable Relative known(ProcessEntry entry) {
    Relative relative = relatives.get(entry.pid());
    return relative != null && relative.is(entry) ? relative : null;
  }

  /** All that are known. */
  synchronized List<Relative> known() {
    return List.copyOf(relatives.values());
  }

  /** Takes in those of these that still are who they were. */
  synchronized void know(Collection<Relative> told) {
    for (Relative it : told) {
      if (it.is(ProcessTable.entry(it.pid()))) {
        relatives.put(it.pid(), it);
      }
    }
  }

  /** A child may stand before its parent: once more as long as somebody is added. */
  private boolean add(Collection<ProcessEntry> entries, Collection<Relative> leaders) {
    boolean changed = false;
    boolean again = true;
    while (again) {
      again = false;
      for (ProcessEntry entry : entries) {
        Boolean rank = relatives.containsKey(entry.pid()) ? null : rank(entry, leaders);
        if (rank != null) {
          relatives.put(entry.pid(), new Relative(entry.pid(), entry.startTicks(), rank));
          again = true;
        }
      }
      changed |= again;
    }
    return changed;
  }

  /** Whether it is of a rank; null for a stranger. */
  private @Nullable Boolean rank(ProcessEntry entry, Collection<Relative> leaders) {
    for (Relative leader : leaders) {
      if (leader.is(entry)) {
        return leader.rank();
      }
    }
    Relative parent = relatives.get(entry.parent());
    if (parent != null) {
      return parent.rank();
    }
    return isOrphan(entry) ? orphansAreRanks : null;
  }

  /** What is just being started stands in the session of its ancestor for a moment. */
  private boolean isOrphan(ProcessEntry entry) {
    if (ancestor == NOBODY || entry.parent() != ancestor) {
      return false;
    }
    ProcessEntry head = ProcessTable.entry(ancestor);
    return head != null
        && head.session() != entry.session()
        && !ProcessTable.environment(entry.pid()).contains("\0" + GUARD_MARK + "=");
  }
}
