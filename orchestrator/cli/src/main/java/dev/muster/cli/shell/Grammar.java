package dev.muster.cli.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can be said: the verbs with their options, and what may come behind them.
 *
 * @param verbs in the order of the help
 */
record Grammar(List<Verb> verbs) {
  /** What stands behind a verb. */
  enum Takes {
    NOTHING,
    JOB,
    FILES,
    WORDS
  }

  /**
   * An option.
   *
   * @param names all of them
   * @param description its first sentence
   * @param value whether a value follows
   */
  record Flag(List<String> names, String description, boolean value) {}

  /**
   * A verb.
   *
   * @param words what can follow when it takes certain words
   */
  record Verb(String name, String description, List<Flag> flags, Takes takes, List<String> words) {
    /** All names of all options. */
    String options() {
      return flags.stream().flatMap(flag -> flag.names().stream()).collect(Collectors.joining(" "));
    }
  }

  Grammar {
    verbs = List.copyOf(verbs);
  }

  static Grammar of(CommandLine root) {
    List<Verb> verbs = new ArrayList<>();
    root.getSubcommands().forEach((name, line) -> verbs.add(verb(name, line.getCommandSpec())));
    return new Grammar(verbs);
  }

  /** The names of the verbs for which something holds. */
  String names(Takes takes) {
    return verbs.stream()
        .filter(verb -> verb.takes() == takes)
        .map(Verb::name)
        .collect(Collectors.joining("|"));
  }

  /** All names. */
  List<String> names() {
    return verbs.stream().map(Verb::name).toList();
  }

  private static Verb verb(String name, CommandSpec spec) {
    List<Flag> flags =
        spec.options().stream().filter(option -> !option.hidden()).map(Grammar::flag).toList();
    String description = Stream.of(spec.usageMessage().description()).findFirst().orElse("");
    List<String> words = words(spec);
    return new Verb(name, description, flags, takes(spec, words), words);
  }

  private static Flag flag(OptionSpec option) {
    String description = Stream.of(option.description()).findFirst().orElse("");
    return new Flag(Arrays.asList(option.names()), description, option.arity().max() > 0);
  }

  private static List<String> words(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    spec.subcommands()
        .forEach((name, line) -> {
          if (!line.getCommandSpec().usageMessage().hidden()) {
            words.add(name);
          }
        });
    spec.positionalParameters().stream()
        .map(CommandLine.Model.PositionalParamSpec::completionCandidates)
        .filter(candidates -> candidates != null)
        .forEach(
            candidates -> candidates.forEach(word -> words.add(word.toLowerCase(Locale.ROOT))));
    return words;
  }

  private static Takes takes(CommandSpec spec, List<String> words) {
    Collection<String> labels =
        spec.positionalParameters().stream().map(p -> p.paramLabel()).toList();
    if (labels.contains("NAME")) {
      return Takes.JOB;
    }
    if (labels.contains("FILE") || labels.contains("FOLDER")) {
      return Takes.FILES;
    }
    return words.isEmpty() ? Takes.NOTHING : Takes.WORDS;
  }
}
