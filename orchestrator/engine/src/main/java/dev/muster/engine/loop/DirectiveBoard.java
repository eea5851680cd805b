package dev.muster.engine.loop;

import dev.muster.engine.direct.Directives;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.Worker;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Order;
import dev.muster.spi.ClaimId;
import java.time.Duration;
import java.util.Map;
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
final class DirectiveBoard {
  /** What the directives of one claim derive from; immutable. */
  private record Notice(Job job, Claim claim, int port, long revision) {}

  /** The place of one claim on the board. */
  private static final class Slot {
    private @Nullable Notice notice;
    private boolean over;
  }

  private final Directives directives;
  private final Map<ClaimId, Slot> slots = new ConcurrentHashMap<>();

  DirectiveBoard(Directives directives) {
    this.directives = directives;
  }

  /** Posts what a committed job wants of a claim's agents; wakes those that wait if it is new. */
  void post(Job job, Claim claim, @Nullable Worker lead) {
    Slot slot = slots.computeIfAbsent(claim.id(), c -> new Slot());
    synchronized (slot) {
      Notice former = slot.notice;
      boolean same = former != null && sameOrder(former.job(), job);
      if (!same) {
        Integer port = lead == null ? null : lead.rendezvousPort();
        slot.notice = new Notice(job, claim, port == null ? 0 : port, job.revision());
        slot.notifyAll();
      }
    }
  }

  /** Takes a claim off the board: its agents are told to end. */
  void remove(ClaimId claim) {
    Slot slot = slots.remove(claim);
    if (slot != null) {
      synchronized (slot) {
        slot.over = true;
        slot.notifyAll();
      }
    }
  }

  /** The directive of one node; EXIT for a claim that is not on the board. */
  Directive directive(ClaimId claim, int node) {
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
  Directive await(ClaimId claim, int node, long after, Duration atMost)
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
    return directives.of(notice.job(), notice.claim(), node, notice.port(), notice.revision());
  }

  private static boolean sameOrder(Job former, Job now) {
    Order order = Directives.order(now);
    return Directives.order(former) == order && former.epoch() == now.epoch();
  }
}
