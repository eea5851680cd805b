package dev.muster.api;

import java.util.List;

/** What the ranks reported, as series over steps. */
public record MetricsView(List<SeriesView> series) {}
