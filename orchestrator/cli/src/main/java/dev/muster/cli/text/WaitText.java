package dev.muster.cli.text;

import dev.muster.api.BlockerView;
import dev.muster.api.ExplanationView;
import java.util.ArrayList;
import java.util.List;

/** Why something waits or cannot be, and what would change that, in the server's own words. */
public final class WaitText {
  private WaitText() {}

  /** The sentence, then what stands in the way and what would help, one line each. */
  public static List<String> lines(ExplanationView reason) {
    List<String> lines = new ArrayList<>();
    lines.add(reason.summary());
    for (BlockerView blocker : reason.blockers()) {
      if (!reason.summary().contains(blocker.detail())) {
        lines.add("  " + blocker.detail());
      }
    }
    reason.wouldRunIf().forEach(change -> lines.add("  would run if " + change));
    reason.next().forEach(step -> lines.add("  try: " + step));
    return lines;
  }
}
