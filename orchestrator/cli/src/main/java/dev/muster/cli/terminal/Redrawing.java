package dev.muster.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/** Lines on a terminal that replace the ones drawn before. */
public final class Redrawing {
  private static final String ERASE_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";
  private static final String UP = "\u001b[%dA";

  private final PrintWriter out;
  private int drawn;

  public Redrawing(PrintWriter out) {
    this.out = out;
  }

  /** Draws lines that each fit the width, over the former ones. */
  public void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(UP.formatted(drawn));
    }
    text.append('\r');
    lines.forEach(line -> text.append(line).append(ERASE_LINE).append('\n'));
    text.append(ERASE_BELOW);
    out.print(text);
    out.flush();
    drawn = lines.size();
  }

  /** Wipes what was drawn: what is written next stands in its place. */
  public void wipe() {
    draw(List.of());
  }
}
