package dev.muster.agent.spool;

import dev.muster.agent.process.Sink;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Remembers the last lines of what passes, bounded in lines and bytes. */
public final class Tail implements Sink {
  private static final int BYTES_MAX = 8 * 1024;
  private static final int LINES_MAX = 20;

  private final byte[] ring = new byte[BYTES_MAX];
  private long total;

  @Override
  public synchronized void accept(byte[] buffer, int length) {
    int from = Math.max(0, length - BYTES_MAX);
    total += from;
    for (int i = from; i < length; i++) {
      ring[(int) (total++ % BYTES_MAX)] = buffer[i];
    }
  }

  /** The last lines, blank ones left out. */
  public List<String> lines() {
    List<String> lines = text().lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size());
  }

  private synchronized String text() {
    int length = (int) Math.min(total, BYTES_MAX);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((total - length + i) % BYTES_MAX)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
