package dev.muster.agent.time;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks of a node.
 *
 * @param day the time of day, for what the server is told
 * @param awake nanoseconds that the process was awake, for all that runs out
 */
public record Clocks(InstantSource day, LongSupplier awake) {}
