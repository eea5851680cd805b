package dev.muster.api;

import java.util.List;

/** One metric of one attempt, by step. */
public record SeriesView(String name, int attempt, List<PointView> points) {}
