package dev.muster.cli;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.init.Draft;
import dev.muster.cli.init.ScriptLook;
import dev.muster.cli.init.Scripts;
import dev.muster.cli.init.Starter;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.Clip;
import dev.muster.manifest.Overrides;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code muster init}: writes a first manifest. */
@Command(
    name = "init",
    description = "Write a manifest for the script of a folder, or a small job into an empty one.",
    footer = {
      "",
      "On a terminal it asks; elsewhere, or by --yes, it takes what it finds.",
      "",
      "Examples:",
      "  muster init",
      "  muster init my-model --script train.py --ranks 4",
      "  muster init --yes && muster run job.yaml"
    })
final class Init implements Callable<Integer> {
  private static final String REQUIREMENTS = "requirements.txt";
  private static final String SCHEMA_PATH = "/schemas/v1/training-job.json";
  private static final String USUAL_SERVER = "http://127.0.0.1:7180";
  private static final int NODES_MAX = 4096;
  private static final int RANKS_MAX = 256;

  /**
   * What was written.
   *
   * @param next the command that comes next
   */
  record Written(
      String manifest, String script, String framework, List<String> files, String next) {
    Written {
      files = List.copyOf(files);
    }
  }

  @Spec private CommandSpec spec;

  @ParentCommand private Muster muster;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where the script is, or is to be (default: here).")
  private Path folder;

  @Option(names = "--script", paramLabel = "FILE", description = "The script, in that folder.")
  private @Nullable String script;

  @Option(names = "--name", paramLabel = "NAME", description = "The job's name.")
  private @Nullable String name;

  @Option(names = "--nodes", paramLabel = "N", description = "How many nodes (default: 1).")
  private @Nullable Integer nodes;

  @Option(names = "--ranks", paramLabel = "N", description = "How many ranks on each node.")
  private @Nullable Integer ranks;

  @Option(
      names = "--framework",
      paramLabel = "WORD",
      description = "pytorch or none (default: what the script imports).")
  private @Nullable String framework;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "job.yaml",
      description = "The manifest, in that folder (default: job.yaml).")
  private String file;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--force", description = "Write over a manifest that is there.")
  private boolean force;

  @Override
  public Integer call() {
    check();
    try {
      return write();
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.FAILED, "%s cannot be used: %s".formatted(folder, e), null, e);
    }
  }

  private void check() {
    if (framework != null && !List.of("pytorch", "none").contains(framework)) {
      throw new ParameterException(
          spec.commandLine(),
          "--framework: \"%s\" (expected: pytorch or none)".formatted(framework));
    }
    within("--nodes", nodes, NODES_MAX);
    within("--ranks", ranks, RANKS_MAX);
    if (Path.of(file).getNameCount() != 1) {
      throw new ParameterException(
          spec.commandLine(), "--file: \"%s\" (expected: a name in the folder)".formatted(file));
    }
  }

  private void within(String option, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      throw new ParameterException(
          spec.commandLine(), "%s: %d (expected: 1 to %d)".formatted(option, value, most));
    }
  }

  private int write() throws IOException {
    Path manifest = folder.resolve(file);
    if (Files.exists(manifest) && !force) {
      throw new FailureException(
          ExitCode.USAGE,
          "%s is there already".formatted(Clip.visible(manifest.toString())),
          "muster init %s --force".formatted(folder));
    }
    Files.createDirectories(folder);
    List<String> written = new ArrayList<>();
    String chosen = chosen(written);
    Draft draft = draft(chosen, new Scripts(folder).look(chosen), written.isEmpty());
    Files.writeString(manifest, draft.text());
    written.add(file);
    return told(manifest, draft, written);
  }

  /** The script that is there, or the one that an empty folder gets. */
  private String chosen(List<String> written) throws IOException {
    if (script != null) {
      if (Files.isRegularFile(folder.resolve(script))) {
        return script;
      }
      throw new FailureException(
          ExitCode.USAGE, "--script: %s is no file in %s".formatted(script, folder), null);
    }
    List<String> names = new Scripts(folder).names();
    if (names.isEmpty()) {
      if (!isEmpty()) {
        throw new FailureException(
            ExitCode.USAGE,
            "%s has no script (expected: *.py or *.sh)".formatted(folder),
            "muster init my-model");
      }
      Files.writeString(folder.resolve(Starter.SCRIPT), Starter.text());
      written.add(Starter.SCRIPT);
      return Starter.SCRIPT;
    }
    return names.size() == 1 ? names.getFirst() : asked("script", names.getFirst(), names);
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(path ->
          path.getFileName().toString().startsWith(".")
              || path.getFileName().toString().equals(file));
    }
  }

  private Draft draft(String chosen, ScriptLook look, boolean asking) throws IOException {
    Path whole = folder.toRealPath();
    String usualName =
        Draft.nameOf(whole.getFileName() == null ? "" : whole.getFileName().toString());
    String usualRanks = look.ranked() && !look.launches() ? "2" : "1";
    String usualFramework = framework == null ? look.framework() : framework;
    return new Draft(
        name == null ? asking ? asked("name", usualName, List.of()) : usualName : name,
        chosen,
        look,
        usualFramework,
        nodes == null ? 1 : nodes,
        ranks == null
            ? number(asking ? asked("ranks on this machine", usualRanks, List.of()) : "2")
            : ranks,
        Files.isRegularFile(folder.resolve(REQUIREMENTS)) ? REQUIREMENTS : null,
        schema());
  }

  private int number(String text) {
    try {
      int number = Integer.parseInt(text);
      within("ranks", number, RANKS_MAX);
      return number;
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "ranks: \"%s\" (expected: a whole number)".formatted(text), e);
    }
  }

  /** What a person says to a question; what is usual when nobody can be asked or says nothing. */
  private String asked(String what, String usual, List<String> choice) {
    if (yes || !Terminal.canAsk()) {
      return usual;
    }
    PrintWriter err = muster.surroundings().err();
    String among = choice.isEmpty() ? "" : " (%s)".formatted(String.join(", ", choice));
    err.printf("%s%s [%s]: ", what, among, usual);
    err.flush();
    String answer = muster.surroundings().line().strip();
    if (answer.isEmpty()) {
      return usual;
    }
    if (choice.isEmpty() || choice.contains(answer)) {
      return answer;
    }
    throw new FailureException(
        ExitCode.USAGE, "%s: \"%s\" (expected:%s)".formatted(what, answer, among), null);
  }

  /** Editors ask the server of this person; it need not run for anything else. */
  private String schema() {
    return muster.servers().announced().orElse(USUAL_SERVER) + SCHEMA_PATH;
  }

  private int told(Path manifest, Draft draft, List<String> written) {
    ManifestFile checked =
        ManifestFile.read(manifest, muster.surroundings().input(), Overrides.NONE);
    if (checked instanceof ManifestFile.Invalid invalid) {
      muster.surroundings().err().print(invalid.report());
      throw new FailureException(
          ExitCode.USAGE,
          "%s was written and is not yet right".formatted(manifest),
          "muster validate %s".formatted(manifest));
    }
    String next = "muster run " + manifest.normalize();
    Written answer =
        new Written(manifest.toString(), draft.script(), draft.framework(), written, next);
    muster.answers().print(answer, () -> lines(draft, answer));
    return 0;
  }

  private List<String> lines(Draft draft, Written answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "wrote %s in %s"
            .formatted(String.join(" and ", answer.files()), Clip.visible(folder.toString())));
    lines.add(
        "  %s, framework %s, %d × %d ranks%s"
            .formatted(
                draft.script(),
                draft.framework(),
                draft.nodes(),
                draft.ranks(),
                draft.requirements() == null ? "" : ", with " + draft.requirements()));
    if (!draft.look().required().isEmpty()) {
      lines.add(
          "  it needs %s: put the values for CHANGE-ME into spec.command"
              .formatted(String.join(", ", draft.look().required())));
    }
    if (draft.ranks() * draft.nodes() > 1 && !draft.look().ranked()) {
      lines.add("  the script does not look at its rank: every rank would train the same");
    }
    lines.add("  next: " + Clip.visible(answer.next()));
    return lines;
  }
}
