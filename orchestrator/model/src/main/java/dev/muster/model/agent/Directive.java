package dev.muster.model.agent;

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
 */
public record Directive(
    long revision,
    long epoch,
    Order order,
    @Nullable Preparation preparation,
    @Nullable Launch launch,
    @Nullable Integer graceSeconds) {}
