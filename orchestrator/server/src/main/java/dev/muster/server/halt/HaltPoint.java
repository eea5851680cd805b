package dev.muster.server.halt;

import dev.muster.engine.port.Commit;
import dev.muster.engine.world.EventType;
import java.util.Arrays;
import java.util.List;

/**
 * Where to stand still.
 *
 * @param moment before or after the commit
 * @param type of which event
 */
public record HaltPoint(Moment moment, EventType type) {

  /** Which side of a commit. */
  public enum Moment {
    BEFORE_COMMIT("before-commit"),
    AFTER_COMMIT("after-commit");

    private final String word;

    Moment(String word) {
      this.word = word;
    }
  }

  /** Reads {@code after-commit=job.admitted}. */
  static HaltPoint parse(String text) {
    for (Moment moment : Moment.values()) {
      for (EventType type : EventType.values()) {
        if (text.equals(moment.word + "=" + type.word())) {
          return new HaltPoint(moment, type);
        }
      }
    }
    throw new IllegalArgumentException(
        "%s: \"%s\" (expected: before-commit or after-commit, =, one of %s)"
            .formatted(
                Halts.VARIABLE,
                text,
                Arrays.stream(EventType.values()).map(EventType::word).toList()));
  }

  boolean isIn(Moment now, List<Commit> batch) {
    return now == moment
        && batch.stream().flatMap(c -> c.events().stream()).anyMatch(e -> e.type() == type);
  }

  @Override
  public String toString() {
    return moment.word + "=" + type.word();
  }
}
