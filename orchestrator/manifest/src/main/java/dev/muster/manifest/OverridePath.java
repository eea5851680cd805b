package dev.muster.manifest;

import dev.muster.manifest.tree.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The field that an override is for, for example {@code spec.needs[0]} or {@code
 * metadata.labels."example.com/team"}.
 *
 * @param steps from the root, at least one
 */
record OverridePath(List<Step> steps) {
  /** How deep a path may go: as deep as a manifest. */
  private static final int MAX_STEPS = 32;

  private static final Pattern STEP =
      Pattern.compile("\\.?\"([^\"]+)\"|\\.?([^.\\[\\]\"=]+)|\\[(\\d{1,4})\\]");

  /** One step down. */
  sealed interface Step {
    Pointer below(Pointer pointer);
  }

  /** To a field of a mapping. */
  record Name(String name) implements Step {
    @Override
    public Pointer below(Pointer pointer) {
      return pointer.child(name);
    }
  }

  /** To an item of a list, from 0. */
  record Index(int index) implements Step {
    @Override
    public Pointer below(Pointer pointer) {
      return pointer.child(index);
    }
  }

  /**
   * A path and what stands behind its {@code =}.
   *
   * @param rest the text of the value
   */
  record Assigned(OverridePath path, String rest) {}

  OverridePath {
    steps = List.copyOf(steps);
  }

  /** Takes {@code PATH=VALUE} apart; null when it is none. */
  static @Nullable Assigned parse(String argument) {
    Matcher step = STEP.matcher(argument);
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (steps.size() < MAX_STEPS && step.find(at) && step.start() == at) {
      if (at == 0 && !beginsWithName(step)) {
        return null;
      }
      steps.add(step(step));
      at = step.end();
    }
    return steps.isEmpty() || !argument.startsWith("=", at)
        ? null
        : new Assigned(new OverridePath(steps), argument.substring(at + 1));
  }

  Pointer pointer() {
    Pointer pointer = Pointer.ROOT;
    for (Step step : steps) {
      pointer = step.below(pointer);
    }
    return pointer;
  }

  private static boolean beginsWithName(Matcher step) {
    return step.group(3) == null && !step.group().startsWith(".");
  }

  private static Step step(Matcher step) {
    if (step.group(3) != null) {
      return new Index(Integer.parseInt(step.group(3)));
    }
    return new Name(step.group(1) == null ? step.group(2) : step.group(1));
  }
}
