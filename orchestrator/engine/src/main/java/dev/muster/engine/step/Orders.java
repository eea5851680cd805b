package dev.muster.engine.step;

import dev.muster.engine.input.Input;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.model.run.Explanation;
import dev.muster.model.run.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders about a job that was submitted. One that was given before under its key does nothing. */
final class Orders {
  private Orders() {}

  static Outcome step(Draft draft, Input.Order order) {
    Outcome repeat = repeatOf(draft, order);
    if (repeat != null) {
      return repeat;
    }
    Job job = draft.world().job(order.job());
    if (job == null || job.finished()) {
      return refused(
          "job.finished",
          "it has ended (expected: an unfinished job)",
          List.of("spec.checkpoint.resumeFrom: latest"));
    }
    if (order.key() != null) {
      draft.put(new OrderKey(order.key(), order.job(), order.verb()));
    }
    return switch (order.verb()) {
      case CANCEL -> Cancelling.step(draft, job, order);
      case SUSPEND -> Suspending.suspend(draft, job, order);
      case RESUME -> Suspending.resume(draft, job, order);
      case RESTART -> Restarting.step(draft, job, order);
    };
  }

  private static @Nullable Outcome repeatOf(Draft draft, Input.Order order) {
    OrderKey former = order.key() == null ? null : draft.world().orderedAs(order.key());
    if (former == null) {
      return null;
    }
    if (former.job().equals(order.job()) && former.verb() == order.verb()) {
      return Outcome.ignored("ordered before under this Idempotency-Key");
    }
    return refused(
        "idempotency.reused",
        "Idempotency-Key was used for another order (expected: a key of its own for each order)",
        List.of());
  }

  /** The refusal of an order, with what to do instead. */
  static Outcome refused(String code, String detail, List<String> next) {
    Explanation explanation =
        new Explanation(Verdict.NEVER, detail, null, List.of(), List.of(), next, null);
    return Outcome.rejected(new Rejection(code, detail, null, null, explanation));
  }

  /** The refusal of an order about a job that is being ended. */
  static Outcome ending(Job job) {
    return refused(
        "job.ending",
        "it is being stopped for good (expected: a job that goes on)",
        List.of("muster describe " + job.nameInCommands()));
  }
}
