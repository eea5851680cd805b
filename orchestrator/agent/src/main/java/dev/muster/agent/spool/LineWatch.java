package dev.muster.agent.spool;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muster.agent.log.Log;
import dev.muster.agent.process.Sink;
import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.LogPattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the first line in which any of some patterns is found. RE2 takes time in proportion to
 * what it reads, and a flood is read in part only, so a process never waits for us.
 */
public final class LineWatch implements Sink {
  /** What is looked at of a line. */
  static final int LINE_BYTES_MAX = 64 * 1024;

  /** What is looked at in a minute, lasting. */
  static final long BYTES_PER_MINUTE = 16L * 1024 * 1024;

  private static final int TOLD_MAX = 1000;

  private final List<Rule> rules;
  private final Allowance allowance;
  private final Runnable whenFound;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile @Nullable LogMatch found;

  /** Whether a part of the line that comes now was not read. */
  private boolean broken;

  private record Rule(int index, Pattern pattern) {}

  /**
   * A watch.
   *
   * @param whenFound told once, when a line was found
   */
  public LineWatch(List<LogPattern> patterns, Runnable whenFound) {
    this(patterns, whenFound, System::nanoTime);
  }

  LineWatch(List<LogPattern> patterns, Runnable whenFound, LongSupplier nanoTime) {
    this.rules = rules(patterns);
    this.allowance = new Allowance(BYTES_PER_MINUTE, nanoTime);
    this.whenFound = whenFound;
  }

  /** The line that was found; null as long as none was. */
  public @Nullable LogMatch found() {
    return found;
  }

  @Override
  public synchronized void accept(byte[] buffer, int length) {
    if (found != null || rules.isEmpty()) {
      return;
    }
    if (!allowance.take(length)) {
      broken = true;
      line.reset();
      return;
    }
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        add(buffer, start, i);
        lineEnds();
        start = i + 1;
      }
    }
    add(buffer, start, length);
  }

  /** No more will come: what has no end of line is a line too. */
  public synchronized void complete() {
    if (found == null && line.size() > 0) {
      lineEnds();
    }
  }

  private void add(byte[] buffer, int from, int to) {
    if (broken) {
      return;
    }
    int room = LINE_BYTES_MAX - line.size();
    line.write(buffer, from, Math.min(room, to - from));
  }

  private void lineEnds() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (broken) {
      broken = false;
      return;
    }
    for (Rule rule : rules) {
      if (found == null && rule.pattern().matcher(text).find()) {
        found = new LogMatch(rule.index(), text.substring(0, Math.min(TOLD_MAX, text.length())));
        whenFound.run();
      }
    }
  }

  /** One that cannot be read was refused when the job came; it must not keep ranks from running. */
  private static List<Rule> rules(List<LogPattern> patterns) {
    List<Rule> rules = new ArrayList<>();
    for (LogPattern it : patterns) {
      try {
        rules.add(new Rule(it.rule(), Pattern.compile(it.pattern())));
      } catch (PatternSyntaxException e) {
        Log.warn("rule %d: pattern \"%s\": %s".formatted(it.rule(), it.pattern(), e.getMessage()));
      }
    }
    return rules;
  }
}
