package dev.muster.examples.figures;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program behind {@code measure}: {@code [NAME…] [ARGUMENT=VALUE…]}, all that need no argument
 * when none is named.
 */
final class Measure {
  private static final List<Figure> FIGURES =
      List.of(
          new ServerStart(),
          new ListCommand(),
          new SubmitToStart(),
          Submits.single(),
          Submits.hundreds(),
          new Followers(),
          new JobLists());

  /** Those that need minutes or an argument: measured only when they are named. */
  private static final List<Figure> BY_NAME = List.of(new FirstStep(), new Verify());

  private Measure() {}

  public static void main(String[] arguments) throws Exception {
    List<String> asked = List.of(arguments);
    List<String> names = asked.stream().filter(word -> !word.contains("=")).toList();
    requireKnown(names);
    for (Figure figure : names.isEmpty() ? FIGURES : known()) {
      if (names.isEmpty() || names.contains(figure.name())) {
        try (Bench bench = new Bench(asked)) {
          take(figure, bench);
        }
      }
    }
    System.exit(0);
  }

  private static void take(Figure figure, Bench bench) throws Exception {
    Kept kept = Kept.before(figure);
    Map<String, Object> results = figure.measure(bench);
    kept.write(results);
  }

  private static List<Figure> known() {
    return Stream.concat(FIGURES.stream(), BY_NAME.stream()).toList();
  }

  private static void requireKnown(List<String> names) {
    List<String> known = known().stream().map(Figure::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        System.err.printf("measure: %s (expected: %s)%n", name, String.join(", ", known));
        System.exit(2);
      }
    }
  }
}
