package dev.muster.cli;

import dev.muster.cli.terminal.Redrawing;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.Clip;
import dev.muster.client.MusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Shows an answer, once or as it changes: on a terminal in the same place, elsewhere one below the
 * other.
 */
final class Watching {
  /** How long an answer stands. */
  private static final long PERIOD_MILLIS = 1000;

  /**
   * An answer.
   *
   * @param wire the object of the REST interface
   * @param lines the same for people
   * @param last whether nothing more will change
   */
  record Look(Object wire, List<String> lines, boolean last) {
    Look {
      lines = List.copyOf(lines);
    }
  }

  private final Muster muster;

  Watching(Muster muster) {
    this.muster = muster;
  }

  /** The exit code. */
  int show(boolean watch, Function<MusterClient, Look> question) throws InterruptedException {
    if (!watch) {
      Look look = muster.ask(question);
      muster.answers().print(look.wire(), look::lines);
      return 0;
    }
    boolean drawn =
        muster.answers().forPeople() && Terminal.isInteractive(muster.surroundings().environment());
    if (drawn) {
      draw(question);
    } else {
      print(question);
    }
    return 0;
  }

  private void draw(Function<MusterClient, Look> question) throws InterruptedException {
    Look look = muster.ask(question);
    try (Terminal terminal =
        Terminal.open(muster.surroundings().screen(), muster.surroundings().input())) {
      Redrawing drawing = new Redrawing(muster.surroundings().screen());
      while (true) {
        drawing.draw(fitting(look.lines(), terminal.width(), terminal.height() - 1));
        if (look.last()) {
          return;
        }
        Thread.sleep(PERIOD_MILLIS);
        look = muster.ask(question);
      }
    }
  }

  private static List<String> fitting(List<String> lines, int width, int height) {
    int shown = lines.size() <= height ? lines.size() : Math.max(0, height - 1);
    Stream<String> rest =
        shown == lines.size()
            ? Stream.of()
            : Stream.of("… %d more".formatted(lines.size() - shown));
    return Stream.concat(lines.stream().limit(shown), rest)
        .map(line -> Clip.to(width, Clip.clean(line)))
        .toList();
  }

  private void print(Function<MusterClient, Look> question) throws InterruptedException {
    List<String> before = new ArrayList<>();
    while (true) {
      Look look = muster.ask(question);
      if (!look.lines().equals(before)) {
        muster.answers().printOneOfMany(look.wire(), () -> String.join("\n", look.lines()) + "\n");
        before = look.lines();
      }
      if (look.last()) {
        return;
      }
      Thread.sleep(PERIOD_MILLIS);
    }
  }
}
