package dev.muster.cli.follow;

import dev.muster.cli.terminal.Redrawing;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.LiveFrame;
import dev.muster.cli.text.Snapshot;
import dev.muster.cli.text.Style;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drawn again and again in the same place of a terminal. */
public final class LiveView implements View {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Terminal terminal;
  private final Redrawing drawing;
  private final Style style;
  private @Nullable Snapshot last;
  private String note = "";

  public LiveView(PrintWriter out, Terminal terminal, Style style) {
    this.terminal = terminal;
    this.drawing = new Redrawing(out);
    this.style = style;
  }

  @Override
  public void show(Snapshot seen) {
    last = seen;
    draw();
  }

  /** The newest note replaces the one before. */
  @Override
  public void say(String line) {
    note = line;
    draw();
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public boolean isDetailed() {
    return true;
  }

  /** What was drawn gives way to the summary. */
  @Override
  public void close() {
    drawing.wipe();
    terminal.close();
  }

  private void draw() {
    if (last == null) {
      return;
    }
    int notes = note.isEmpty() ? 0 : 1;
    LiveFrame frame = new LiveFrame(style, terminal.width(), terminal.height() - notes);
    List<String> lines = new ArrayList<>(frame.lines(last));
    if (!note.isEmpty()) {
      lines.add(note);
    }
    drawing.draw(lines);
  }
}
