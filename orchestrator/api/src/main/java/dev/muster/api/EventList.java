package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of history, oldest first; {@code next} is the cursor of the following page. */
public record EventList(List<EventView> items, @Nullable String next) {}
