package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers of a job that have joined; a gang is one page. */
public record WorkerList(List<WorkerView> items, @Nullable String next) {}
