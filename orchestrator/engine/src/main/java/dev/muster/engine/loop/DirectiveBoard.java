package dev.muster.engine.loop;

import dev.muster.engine.direct.Directives;
import dev.muster.engine.port.Commit;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.engine.world.World;
import dev.muster.model.JobId;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.Directive;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of every agent, as committed. The stepping thread posts; agents' requests read and
 * wait. A notice is posted per claim, and a node's directive is derived only when asked for, so
 * posting costs the same for one node and for a thousand.
 *
 * <p>Locking: each claim has its own {@link Slot}, whose monitor guards its notice. Nothing else is
 * locked while it is held, and the holder never blocks but to wait.
 */
public final class DirectiveBoard {
  /** What the directives of one claim derive from; immutable. */
  private record Notice(Job job, Claim claim, int port, long revision, List<Chore> chores) {

    /** Whether both want the same of every agent. */
    boolean wantsTheSameAs(Notice other) {
      return Directives.order(job) == Directives.order(other.job)
          && job.epoch() == other.job.epoch()
          && port == other.port
          && Directives.graceSeconds(job) == Directives.graceSeconds(other.job)
          && Objects.equals(Directives.saveSignal(job), Directives.saveSignal(other.job))
          && chores.equals(other.chores);
    }
  }

  /** The place of one claim on the board. */
  private static final class Slot {
    private @Nullable Notice notice;
    private boolean over;
  }

  private final Directives directives;
  private final Map<ClaimId, Slot> slots = new ConcurrentHashMap<>();

  public DirectiveBoard(Directives directives) {
    this.directives = directives;
  }

  /** Posts all open claims: what a server that starts wants of the agents it finds. */
  public void post(World world) {
    world.claims().forEach(claim -> post(world, claim));
  }

  /** Posts what commits have changed. */
  public void post(World world, List<Commit> commits) {
    Set<JobId> jobs = new HashSet<>();
    for (Commit commit : commits) {
      commit.jobs().forEach(job -> jobs.add(job.id()));
      commit.claims().stream().filter(Claim::closed).forEach(claim -> remove(claim.id()));
    }
    world.claims().stream().filter(c -> jobs.contains(c.job())).forEach(c -> post(world, c));
  }

  private void post(World world, Claim claim) {
    Job job = world.job(claim.job());
    if (job != null && claim.wanted()) {
      List<Chore> chores = directives.chores(job, claim, world.checkpoints(job.id()));
      post(job, claim, world.workers(claim.id()).get(0), chores);
    } else {
      remove(claim.id());
    }
  }

  /** Posts what a committed job wants of a claim's agents; wakes those that wait if it is new. */
  private void post(Job job, Claim claim, @Nullable Worker lead, List<Chore> chores) {
    Integer picked = lead == null ? null : lead.rendezvousPort();
    Notice notice = new Notice(job, claim, picked == null ? 0 : picked, job.revision(), chores);
    Slot slot = slots.computeIfAbsent(claim.id(), c -> new Slot());
    synchronized (slot) {
      Notice former = slot.notice;
      if (former == null || !former.wantsTheSameAs(notice)) {
        slot.notice = notice;
        slot.notifyAll();
      }
    }
  }

  /** Takes a claim off the board: its agents are told to end. */
  private void remove(ClaimId claim) {
    Slot slot = slots.remove(claim);
    if (slot != null) {
      synchronized (slot) {
        slot.over = true;
        slot.notifyAll();
      }
    }
  }

  /** The directive of one node; EXIT for a claim that is not on the board. */
  public Directive directive(ClaimId claim, int node) {
    Slot slot = slots.get(claim);
    if (slot == null) {
      return Directives.exit();
    }
    Notice notice;
    synchronized (slot) {
      notice = slot.over ? null : slot.notice;
    }
    return notice == null ? Directives.exit() : derive(notice, node);
  }

  /** The directive of one node, once it is newer than {@code after} or the time is over. */
  public Directive await(ClaimId claim, int node, long after, Duration atMost)
      throws InterruptedException {
    Slot slot = slots.get(claim);
    if (slot != null) {
      long deadlineNanos = System.nanoTime() + atMost.toNanos();
      synchronized (slot) {
        long leftMillis = Math.max(0, atMost.toMillis());
        while (!newer(slot, after) && leftMillis > 0) {
          slot.wait(leftMillis);
          leftMillis = Math.ceilDiv(deadlineNanos - System.nanoTime(), 1_000_000L);
        }
      }
    }
    return directive(claim, node);
  }

  private static boolean newer(Slot slot, long after) {
    return slot.over || (slot.notice != null && slot.notice.revision() > after);
  }

  private Directive derive(Notice notice, int node) {
    return directives.of(
        notice.job(), notice.claim(), node, notice.port(), notice.revision(), notice.chores());
  }
}
