package dev.muster.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@SuppressWarnings("UnusedVariable") // the grammar is all that is asked of these commands
class ShellTest {
  @Command(
      name = "muster",
      subcommands = {Look.class, Listing.class, Other.class})
  static final class Root {}

  @Command(name = "look", description = "Look at a job's state.")
  static final class Look {
    @Parameters(paramLabel = "NAME")
    private String name;
  }

  @Command(name = "list", description = "List.")
  static final class Listing {
    @Option(
        names = {"-o", "--output"},
        description = "How.")
    private String format;

    @Option(names = "--state")
    private String state;
  }

  @Command(
      name = "other",
      subcommands = {Look.class})
  static final class Other {}

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "li|list",
        "|look list other --help --version",
        "'look '|one research/two",
        "look o|one",
        "list --st|--state",
        "'list -o '|table json yaml",
        "list --state ru|running",
        "'other '|look"
      })
  void bashCompletes(String typed, String expected) throws IOException, InterruptedException {
    Path script =
        Files.writeString(folder.resolve("muster.bash"), Shell.BASH.script(commandLine()));
    String line = typed == null ? "" : typed;
    String words = "muster " + line + (line.isEmpty() || line.endsWith(" ") ? "''" : "");
    String answer =
        run(
            "bash",
            "-c",
            """
            source '%s'
            muster() { printf 'one\\nresearch/two\\n'; }
            COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _muster; echo "${COMPREPLY[*]}"
            """
                .formatted(script, words));

    assertThat(answer.strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void eachShellUnderstandsItsScript(Shell shell) throws IOException, InterruptedException {
    String program = shell.name().toLowerCase(Locale.ROOT);
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", program))
            || Files.isExecutable(Path.of("/bin", program)),
        program + " is not here: install it to have its script checked");
    Path script = Files.writeString(folder.resolve("script"), shell.script(commandLine()));

    assertThat(run(program, "-n", script.toString())).isEmpty();
  }

  @Test
  void fishIsToldVerbsOptionsAndWhoseNamesToAskFor() {
    assertThat(Shell.FISH.script(commandLine()))
        .contains("-a look -d 'Look at a job\\'s state.'")
        .contains("'__fish_seen_subcommand_from look' -a '(muster completion jobs 2>/dev/null)'")
        .contains("'__fish_seen_subcommand_from list' -s o -l output -xa 'table json yaml'");
  }

  private static CommandLine commandLine() {
    return new CommandLine(new Root());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).describedAs(answer).isZero();
    return answer;
  }
}
