package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first failure of an attempt or a job.
 *
 * @param code the fault's stable dotted word
 * @param rank the rank it happened to; null when it was not one rank
 * @param node the node rank it happened on; null when it was not one node
 * @param detail one sentence: what was seen
 * @param lastLines the last lines that were written there, oldest first
 */
public record CauseView(
    String code,
    @Nullable Integer rank,
    @Nullable Integer node,
    String detail,
    List<String> lastLines) {}
