package dev.muster.model.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The structured answer to "why (not)": the same object in REST, CLI and dashboard.
 *
 * @param verdict can it run
 * @param summary one sentence
 * @param cause the fault behind it, if there is one
 * @param blockers everything that stands in the way, the heaviest first
 * @param wouldRunIf what would change it
 * @param next commands or fields to try, with this job's own values
 * @param eta earliest expected start, if it can be told
 */
public record Explanation(
    Verdict verdict,
    String summary,
    @Nullable Cause cause,
    List<Blocker> blockers,
    List<String> wouldRunIf,
    List<String> next,
    @Nullable Instant eta) {
  public Explanation {
    blockers = List.copyOf(blockers);
    wouldRunIf = List.copyOf(wouldRunIf);
    next = List.copyOf(next);
  }
}
