package dev.muster.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The structured answer to "why (not)", for waits, refusals and failures alike.
 *
 * @param verdict {@code runnable_now, waits, never} or {@code failed}
 * @param summary one sentence
 * @param fault the failure behind it; null without one
 * @param blockers everything that stands in the way, the heaviest first
 * @param wouldRunIf what would change it
 * @param next commands or fields to try, with this job's own values
 * @param eta earliest expected start; null when it cannot be told
 */
public record ExplanationView(
    String verdict,
    String summary,
    @Nullable CauseView fault,
    List<BlockerView> blockers,
    List<String> wouldRunIf,
    List<String> next,
    @Nullable Instant eta) {}
