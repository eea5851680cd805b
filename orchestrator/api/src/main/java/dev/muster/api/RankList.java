package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ranks of a job's newest attempt; a gang is one page. */
public record RankList(List<RankView> items, @Nullable String next) {}
