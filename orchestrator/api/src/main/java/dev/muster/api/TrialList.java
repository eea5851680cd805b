package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What submitting several manifests would lead to, in their order; all fit on one page. */
public record TrialList(List<TrialView> items, @Nullable String next) {}
