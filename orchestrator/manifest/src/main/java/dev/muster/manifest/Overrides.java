package dev.muster.manifest;

import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Pointer;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.TreeReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command line says in place of a manifest: {@code --set PATH=VALUE} with a value in YAML,
 * and {@code -e KEY=VALUE} for a variable. They are put into the tree in their order before it is
 * checked, so that they are held to the same rules, with the argument as their place.
 */
public final class Overrides {
  /** How many there may be. */
  public static final int MAX_OVERRIDES = 256;

  /** A manifest as it is. */
  public static final Overrides NONE = of(List.of(), List.of());

  private final List<Setting> all = new ArrayList<>();
  private final Problems problems = new Problems();

  private record Setting(OverridePath path, Node value, Place place) {}

  private Overrides() {}

  /**
   * What arguments say; what is wrong with them is told with the manifest's errors.
   *
   * @param set {@code PATH=VALUE}, for example {@code spec.training.tokens=1B}
   * @param variables {@code KEY=VALUE}
   */
  public static Overrides of(List<String> set, List<String> variables) {
    Overrides overrides = new Overrides();
    if (set.size() + variables.size() > MAX_OVERRIDES) {
      String message = "more than %d overrides (expected: a manifest that has them)";
      overrides.problems.add(
          Problem.ofText(Place.in("--set, -e"), message.formatted(MAX_OVERRIDES)));
      return overrides;
    }
    set.forEach(overrides::set);
    variables.forEach(overrides::variable);
    return overrides;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** What is wrong with the arguments themselves. */
  Problems problems() {
    return problems;
  }

  /** The tree with all of them in it. */
  Node in(Node root, Problems found) {
    Node changed = root;
    for (Setting setting : all) {
      changed = Graft.into(changed, setting.path(), setting.value(), setting.place(), found);
    }
    return changed;
  }

  private void set(String argument) {
    Place place = Place.in("--set " + argument);
    OverridePath.Assigned assigned = OverridePath.parse(argument);
    if (assigned == null) {
      problems.add(
          Problem.ofText(
              place, "no PATH=VALUE (expected: for example --set spec.resources.nodes=2)"));
      return;
    }
    Pointer pointer = assigned.path().pointer();
    Node value = TreeReader.read(assigned.rest(), pointer, place, problems);
    if (value != null) {
      all.add(new Setting(assigned.path(), value, place));
    }
  }

  private void variable(String argument) {
    Place place = Place.in("-e " + argument);
    int sign = argument.indexOf('=');
    if (sign < 1) {
      problems.add(Problem.ofText(place, "no KEY=VALUE (expected: for example -e SEED=7)"));
      return;
    }
    String name = argument.substring(0, sign);
    OverridePath path =
        new OverridePath(
            List.of(
                new OverridePath.Name("spec"),
                new OverridePath.Name("env"),
                new OverridePath.Name(name)));
    String value = argument.substring(sign + 1);
    all.add(new Setting(path, new Scalar(place, path.pointer(), value, Scalar.Kind.TEXT), place));
  }
}
