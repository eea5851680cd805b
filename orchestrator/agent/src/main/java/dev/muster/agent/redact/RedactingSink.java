package dev.muster.agent.redact;

import dev.muster.agent.process.Sink;

/**
 * Redacts a stream that comes in pieces. Bytes that may be the beginning of a value wait until it
 * is clear whether they are; all others pass at once.
 */
final class RedactingSink implements Sink {
  private static final byte[] STARS = {'*', '*', '*'};
  private static final int OUT_BYTES = 8 * 1024;

  private final Patterns patterns;
  private final Sink next;

  /** The last bytes, as many as the longest value has: those that wait are among them. */
  private final byte[] ring;

  private final boolean[] secret;
  private final byte[] out = new byte[OUT_BYTES];
  private int outLength;
  private int state = Patterns.START;
  private long read;
  private long passed;
  private boolean amongStars;

  RedactingSink(Patterns patterns, Sink next) {
    this.patterns = patterns;
    this.next = next;
    this.ring = new byte[patterns.longest() + 1];
    this.secret = new boolean[patterns.longest() + 1];
  }

  @Override
  public synchronized void accept(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      take(buffer[i]);
    }
    flush();
  }

  @Override
  public synchronized void end() {
    pass(read);
    flush();
    state = Patterns.START;
    next.end();
  }

  private void take(byte it) {
    int at = (int) (read % ring.length);
    ring[at] = it;
    secret[at] = false;
    read++;
    state = patterns.next(state, it);
    int found = patterns.found(state);
    for (long i = read - found; i < read; i++) {
      secret[(int) (i % ring.length)] = true;
    }
    pass(read - patterns.depth(state));
  }

  /** A value that is found later begins no earlier than here: what is before it is clear. */
  private void pass(long until) {
    for (; passed < until; passed++) {
      int at = (int) (passed % ring.length);
      if (!secret[at]) {
        put(ring[at]);
      } else if (!amongStars) {
        for (byte star : STARS) {
          put(star);
        }
      }
      amongStars = secret[at];
    }
  }

  private void put(byte it) {
    if (outLength == out.length) {
      flush();
    }
    out[outLength++] = it;
  }

  private void flush() {
    if (outLength > 0) {
      next.accept(out, outLength);
      outLength = 0;
    }
  }
}
