package dev.muster.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The words of the command, by what they are for. A command line that begins with one of them gets
 * that one alone: to look at all of them takes longer than to answer most questions.
 */
final class Verbs {
  /** What a verb is for. */
  enum Purpose {
    TRAIN("Train"),
    LOOK("Look"),
    ORDER("Give orders"),
    KEEP("Keep house");

    private final String title;

    Purpose(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private record Verb(String name, Purpose purpose, Supplier<Object> command) {}

  private static final List<Verb> ALL =
      List.of(
          new Verb("init", Purpose.TRAIN, Init::new),
          new Verb("validate", Purpose.TRAIN, Validate::new),
          new Verb("run", Purpose.TRAIN, Run::new),
          new Verb("submit", Purpose.TRAIN, Submit::new),
          new Verb("apply", Purpose.TRAIN, Apply::new),
          new Verb("attach", Purpose.TRAIN, Attach::new),
          new Verb("ps", Purpose.LOOK, Ps::new),
          new Verb("get", Purpose.LOOK, Get::new),
          new Verb("describe", Purpose.LOOK, Describe::new),
          new Verb("explain", Purpose.LOOK, Explain::new),
          new Verb("top", Purpose.LOOK, Top::new),
          new Verb("logs", Purpose.LOOK, Logs::new),
          new Verb("events", Purpose.LOOK, Events::new),
          new Verb("cancel", Purpose.ORDER, Cancel::new),
          new Verb("suspend", Purpose.ORDER, Suspend::new),
          new Verb("resume", Purpose.ORDER, Resume::new),
          new Verb("restart", Purpose.ORDER, Restart::new),
          new Verb("delete", Purpose.ORDER, Delete::new),
          new Verb("doctor", Purpose.KEEP, Doctor::new),
          new Verb("server", Purpose.KEEP, Server::new),
          new Verb("login", Purpose.KEEP, Login::new),
          new Verb("token", Purpose.KEEP, Token::new),
          new Verb("context", Purpose.KEEP, Contexts::new),
          new Verb("prune", Purpose.KEEP, Prune::new),
          new Verb("completion", Purpose.KEEP, Completion::new),
          new Verb("version", Purpose.KEEP, Version::new));

  private Verbs() {}

  /** The command with what this line of arguments needs of it. */
  static CommandLine commandLine(Muster muster, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Verb> needed = ALL.stream().filter(verb -> verb.name().equals(first)).toList();
    return with(muster, needed.isEmpty() ? ALL : needed);
  }

  /** The command with all of its words. */
  static CommandLine whole(Muster muster) {
    return with(muster, ALL);
  }

  private static CommandLine with(Muster muster, List<Verb> verbs) {
    CommandLine line = new CommandLine(muster);
    verbs.forEach(verb -> line.addSubcommand(verb.name(), verb.command().get()));
    line.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> overview(line.getCommandSpec()));
    return line;
  }

  /** The words under what they are for, each with the whole of what is said about it. */
  private static String overview(CommandSpec spec) {
    List<String> lines = new ArrayList<>();
    Map<String, CommandLine> known = spec.subcommands();
    for (Purpose purpose : Purpose.values()) {
      lines.add("");
      lines.add(purpose.title());
      ALL.stream()
          .filter(verb -> verb.purpose() == purpose && known.containsKey(verb.name()))
          .forEach(
              verb -> lines.add(line(verb.name(), Objects.requireNonNull(known.get(verb.name())))));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(String name, CommandLine command) {
    String[] description = command.getCommandSpec().usageMessage().description();
    return "  %-11s %s".formatted(name, description[0]);
  }
}
