package dev.muster.agent.redact;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Queue;

/**
 * Finds any of many byte strings in one pass (Aho and Corasick). A state stands for the longest end
 * of what was read that is the beginning of a pattern. Children of a state are a linked list: after
 * the first byte most states have one.
 */
final class Patterns {
  /** Nothing of any pattern was read. */
  static final int START = 0;

  private static final int NONE = -1;
  private static final int BYTES = 256;

  private final int[] first = new int[BYTES];
  private byte[] label = new byte[BYTES];
  private int[] child = new int[BYTES];
  private int[] sibling = new int[BYTES];
  private int[] depth = new int[BYTES];

  /** The state of the longest end of this state's text that is the beginning of a pattern. */
  private int[] fallback = new int[BYTES];

  /** The length of the longest pattern that ends here; 0 when none does. */
  private int[] found = new int[BYTES];

  private int states = 1;
  private int longest;

  Patterns(Collection<byte[]> patterns) {
    Arrays.fill(first, NONE);
    child[START] = NONE;
    patterns.forEach(this::add);
    link();
  }

  /** The state after one more byte. */
  int next(int state, byte read) {
    int from = state;
    int to = child(from, read);
    while (to == NONE && from != START) {
      from = fallback[from];
      to = child(from, read);
    }
    return to == NONE ? START : to;
  }

  /** How many of the last bytes may be the beginning of a pattern, or are one. */
  int depth(int state) {
    return depth[state];
  }

  /** How many of the last bytes are a pattern; 0 when they are none. */
  int found(int state) {
    return found[state];
  }

  /** The length of the longest pattern. */
  int longest() {
    return longest;
  }

  private void add(byte[] pattern) {
    int state = START;
    for (byte next : pattern) {
      int known = child(state, next);
      state = known == NONE ? grown(state, next) : known;
    }
    found[state] = pattern.length;
    longest = Math.max(longest, pattern.length);
  }

  private int child(int state, byte wanted) {
    if (state == START) {
      return first[wanted & 0xff];
    }
    int it = child[state];
    while (it != NONE && label[it] != wanted) {
      it = sibling[it];
    }
    return it;
  }

  private int grown(int parent, byte next) {
    if (states == label.length) {
      grow(2 * states);
    }
    int fresh = states++;
    label[fresh] = next;
    child[fresh] = NONE;
    depth[fresh] = depth[parent] + 1;
    sibling[fresh] = child[parent];
    child[parent] = fresh;
    if (parent == START) {
      first[next & 0xff] = fresh;
    }
    return fresh;
  }

  private void grow(int size) {
    label = Arrays.copyOf(label, size);
    child = Arrays.copyOf(child, size);
    sibling = Arrays.copyOf(sibling, size);
    depth = Arrays.copyOf(depth, size);
    fallback = Arrays.copyOf(fallback, size);
    found = Arrays.copyOf(found, size);
  }

  /** Level by level: the fallback of a state is nearer to the start than the state. */
  private void link() {
    Queue<Integer> level = new ArrayDeque<>();
    for (int it = child[START]; it != NONE; it = sibling[it]) {
      level.add(it);
    }
    while (!level.isEmpty()) {
      int parent = level.remove();
      for (int it = child[parent]; it != NONE; it = sibling[it]) {
        fallback[it] = next(fallback[parent], label[it]);
        found[it] = Math.max(found[it], found[fallback[it]]);
        level.add(it);
      }
    }
  }
}
