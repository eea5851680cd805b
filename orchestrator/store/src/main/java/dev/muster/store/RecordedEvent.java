package dev.muster.store;

import dev.muster.engine.world.Event;
import java.time.Instant;

/**
 * An event with its place in history.
 *
 * @param sequence strictly increasing over all jobs, never used again
 * @param at the engine's time, to the microsecond
 * @param event what happened
 */
public record RecordedEvent(long sequence, Instant at, Event event) {}
