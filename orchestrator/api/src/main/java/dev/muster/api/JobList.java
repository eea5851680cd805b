package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of jobs, newest first; {@code next} is the cursor of the following page. */
public record JobList(List<JobView> items, @Nullable String next) {}
