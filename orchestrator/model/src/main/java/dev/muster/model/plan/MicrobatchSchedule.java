package dev.muster.model.plan;

/**
 * How a step's batch passes a pipeline.
 *
 * @param kind order of forwards and backwards
 * @param microbatches per pipeline and step
 * @param microbatchSize sequences each
 */
public record MicrobatchSchedule(ScheduleKind kind, int microbatches, int microbatchSize) {}
