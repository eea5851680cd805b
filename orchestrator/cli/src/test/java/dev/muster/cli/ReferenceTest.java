package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page about the command is what the command says about itself. */
class ReferenceTest extends InProcess {
  private static final Path PAGE = Path.of("../docs/cli.md");
  private static final Set<String> OF_ALL =
      Set.of("--help", "--version", "--data-dir", "--output", "--context");

  @Test
  void thePageIsTrue() throws IOException {
    String page = page();
    if ("update".equals(System.getProperty("muster.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(page)
        .as("orchestrator/docs/cli.md; -Dmuster.golden=update writes it anew")
        .isEqualTo(Files.readString(PAGE));
  }

  private String page() {
    CommandLine root = Verbs.whole(new Muster(surroundings()));
    List<String> lines = new ArrayList<>();
    lines.add(
        """
        <!-- Generated from the commands of orchestrator/cli. To change it, change those and run:
             ./mvnw -pl orchestrator/cli -am test -Dmuster.golden=update -->
        # The command `muster`

        Answers go to standard output, everything else to standard error, with the next step to take. Colours and
        pictures that are drawn anew are for terminals (`NO_COLOR` and `TERM=dumb` count). Exit codes: 0 done or
        succeeded, 1 failed, 2 bad manifest or usage, 3 cancelled, 4 server unreachable, 5 detached.

        Every verb knows:

        | option | meaning |
        |---|---|\
        """
            .stripTrailing());
    root.getCommandSpec().options().stream()
        .filter(option -> OF_ALL.contains(option.longestName()))
        .map(ReferenceTest::row)
        .forEach(lines::add);
    root.getSubcommands().values().forEach(verb -> lines.addAll(section(verb.getCommandSpec())));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> section(CommandSpec spec) {
    List<String> lines = new ArrayList<>();
    if (spec.usageMessage().hidden()) {
      return lines;
    }
    lines.add("");
    lines.add("## `%s`".formatted(spec.qualifiedName()));
    lines.add("");
    lines.add(String.join(" ", spec.usageMessage().description()));
    List<String> rows = new ArrayList<>();
    spec.positionalParameters().forEach(parameter -> rows.add(row(parameter)));
    spec.options().stream()
        .filter(option -> !option.hidden() && !OF_ALL.contains(option.longestName()))
        .forEach(option -> rows.add(row(option)));
    if (!rows.isEmpty()) {
      lines.addAll(List.of("", "| argument | meaning |", "|---|---|"));
      lines.addAll(rows);
    }
    String footer = String.join("\n", spec.usageMessage().footer()).strip();
    if (!footer.isEmpty()) {
      lines.addAll(List.of("", "```text", footer, "```"));
    }
    spec.subcommands().values().forEach(sub -> lines.addAll(section(sub.getCommandSpec())));
    return lines;
  }

  private static String row(ArgSpec argument) {
    String name =
        switch (argument) {
          case OptionSpec option -> option(option);
          case PositionalParamSpec parameter -> "`%s`".formatted(parameter.paramLabel());
          default -> throw new IllegalStateException("neither option nor parameter: " + argument);
        };
    String description = String.join(" ", Objects.requireNonNull(argument.description()));
    return "| %s | %s |".formatted(name, description.replace("|", "\\|"));
  }

  private static String option(OptionSpec option) {
    String names =
        List.of(option.names()).stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return option.arity().max() == 0 ? names : "%s `%s`".formatted(names, option.paramLabel());
  }
}
