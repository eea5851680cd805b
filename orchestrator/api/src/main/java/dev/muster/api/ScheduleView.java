package dev.muster.api;

/** How a step's batch passes the pipeline: {@code gpipe} or {@code 1f1b}, and the microbatches. */
public record ScheduleView(String name, int microbatches, int microbatchSize) {}
