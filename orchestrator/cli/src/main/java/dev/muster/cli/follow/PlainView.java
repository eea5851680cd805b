package dev.muster.cli.follow;

import dev.muster.cli.text.PlainLines;
import dev.muster.cli.text.Snapshot;
import java.io.PrintWriter;
import java.time.Duration;

/** Line by line, for files, pipes and logs. */
public final class PlainView implements View {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final PrintWriter out;
  private final PlainLines lines = new PlainLines();

  public PlainView(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(Snapshot seen) {
    lines.next(seen).forEach(out::println);
    out.flush();
  }

  @Override
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public boolean isDetailed() {
    return false;
  }

  @Override
  public void close() {
    out.flush();
  }
}
