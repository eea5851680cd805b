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
    lines.add(Clip.visible(reason.summary()));
    lines.addAll(remedies(reason, reason.summary()));
    return lines;
  }

  /** Lines that a rank wrote, marked as its own. */
  public static List<String> quoted(List<String> lines) {
    return lines.stream().map(line -> "    | " + Clip.visible(line)).toList();
  }

  /** What stands in the way and what would help, unless it was said already. */
  public static List<String> remedies(ExplanationView reason, String said) {
    List<String> lines = new ArrayList<>();
    for (BlockerView blocker : reason.blockers()) {
      if (!said.contains(blocker.detail())) {
        lines.add("  " + Clip.visible(blocker.detail()));
      }
    }
    reason.wouldRunIf().forEach(change -> lines.add("  would run if " + Clip.visible(change)));
    if (reason.eta() != null) {
      lines.add("  expected to start at " + reason.eta());
    }
    reason.next().forEach(step -> lines.add("  next: " + Clip.visible(step)));
    return lines;
  }
}
