package dev.muster.model.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of one agent now: a level, not an event.
 *
 * @param revision grows whenever the directive changes; a long poll waits for a newer one
 * @param epoch the fencing token of the attempt; ranks of an older epoch are ended. 0 before the
 *     first attempt
 * @param order what is wanted
 * @param preparation what to prepare; present with PREPARE, RUN
 * @param launch what to run; present with RUN
 * @param graceSeconds time between SIGTERM and SIGKILL; present with STOP
 * @param saveSignal with STOP: the signal, such as SIGUSR1, that asks the ranks for a checkpoint.
 *     They get it once and graceSeconds to write, before SIGTERM; null to begin with SIGTERM. Ranks
 *     of which no process catches the signal are not waited for
 * @param chores what else is wanted, whatever the order is; at most a few
 * @param secrets variables of setup and ranks that must be shown nowhere; present with PREPARE, RUN
 */
public record Directive(
    long revision,
    long epoch,
    Order order,
    @Nullable Preparation preparation,
    @Nullable Launch launch,
    @Nullable Integer graceSeconds,
    @Nullable String saveSignal,
    List<Chore> chores,
    Secrets secrets) {
  public Directive {
    chores = List.copyOf(chores);
  }

  /** A directive without secrets. */
  public Directive(
      long revision,
      long epoch,
      Order order,
      @Nullable Preparation preparation,
      @Nullable Launch launch,
      @Nullable Integer graceSeconds,
      @Nullable String saveSignal,
      List<Chore> chores) {
    this(
        revision,
        epoch,
        order,
        preparation,
        launch,
        graceSeconds,
        saveSignal,
        chores,
        Secrets.NONE);
  }

  /** A directive without chores, and without a checkpoint before a stop. */
  public Directive(
      long revision,
      long epoch,
      Order order,
      @Nullable Preparation preparation,
      @Nullable Launch launch,
      @Nullable Integer graceSeconds) {
    this(revision, epoch, order, preparation, launch, graceSeconds, null, List.of());
  }

  /** The same with the values of secrets. */
  public Directive with(Secrets values) {
    return new Directive(
        revision, epoch, order, preparation, launch, graceSeconds, saveSignal, chores, values);
  }
}
