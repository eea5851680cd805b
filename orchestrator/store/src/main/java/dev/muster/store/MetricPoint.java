package dev.muster.store;

import java.time.Instant;

/**
 * One reported number.
 *
 * @param name of the metric
 * @param step training step
 * @param time when it was reported
 * @param value as reported; may be infinite or not a number
 */
public record MetricPoint(String name, long step, Instant time, double value) {}
