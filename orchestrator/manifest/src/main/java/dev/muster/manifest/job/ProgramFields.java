package dev.muster.manifest.job;

import static dev.muster.manifest.value.Text.MAX_PATH;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.value.CommandType;
import dev.muster.manifest.value.Environment;
import dev.muster.manifest.value.Flag;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.Words;
import dev.muster.manifest.value.Words.Word;
import dev.muster.model.spec.Command;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.PythonSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each rank runs, and what is made ready for it. */
final class ProgramFields {
  private static final String SELF = "auto";

  static final Obeyed<Framework> FRAMEWORK =
      Obeyed.or(
          "none",
          "spec.framework",
          new Words<>(
              List.of(new Word<>("pytorch", Framework.PYTORCH), new Word<>("none", Framework.NONE)),
              List.of("tensorflow", "jax", "deepspeed", "accelerate", "mpi")),
          "whose words the environment of a rank speaks");
  static final Obeyed<String> WORKDIR =
      Obeyed.optional(
          "spec.workdir",
          Text.of("a folder, seen from the manifest", MAX_PATH, "(?!\\w+://)[^\\x00-\\x1F\\x7F]+"),
          "folder that every worker gets a copy of",
          "an empty folder");
  static final Obeyed<String> SETUP =
      Obeyed.optional(
          "spec.setup",
          Text.SHELL_LINE,
          "shell command, run once per node before the first attempt",
          "nothing is run");
  static final Obeyed<Command> COMMAND =
      Obeyed.required(
          "spec.command",
          new CommandType(),
          "what each rank runs, or each node with launcher: node");
  static final Obeyed<Launcher> LAUNCHER =
      Obeyed.or(
          "rank",
          "spec.launcher",
          new Words<>(
              List.of(new Word<>("rank", Launcher.RANK), new Word<>("node", Launcher.NODE)),
              List.of()),
          "who starts the ranks: Muster, one process each; or the command, which Muster starts"
              + " once on each node, such as torchrun");

  static final Obeyed<Map<String, String>> ENV =
      Obeyed.optional(
          "spec.env", new Environment(), "variables of every rank and of the setup", "none");

  private static final Section PYTHON =
      Section.optional("spec.python", "a Python environment, built once per node and content");
  private static final Obeyed<String> REQUIREMENTS =
      Obeyed.optional(
          "spec.python.requirements",
          Text.of(
              "a file below the working directory",
              MAX_PATH,
              "(?!/|~|\\w+://)(?!(.*/)?\\.\\.(/.*)?$)[^\\x00-\\x1F\\x7F]+"),
          "requirements file",
          "nothing is installed");
  private static final Obeyed<String> VERSION =
      Obeyed.optional(
          "spec.python.version",
          Text.of(
              "a version specifier in quotes, such as \">=3.10\" or \">=3.10,<3.14\"",
              256,
              specifiers("(~=|===?|!=|<=?|>=?) *\\d{1,6}(\\.\\d{1,6}){0,3}(\\.\\*)?")),
          "what the interpreter must be",
          "any");
  private static final Obeyed<String> INTERPRETER =
      Obeyed.or(
          SELF,
          "spec.python.interpreter",
          Text.of(
              "auto, an absolute path, or the name of a program on PATH",
              MAX_PATH,
              "/[^\\x00-\\x1F\\x7F]+|[A-Za-z0-9._+-]+"),
          "the interpreter; auto is the one of the person who submits");

  static final List<Field> ROWS =
      List.of(
          Refused.field("spec.queue", Text.LABEL, "where the job waits"),
          TimingFields.PRIORITY,
          Refused.field("spec.preemptible", new Flag(), "whether another job may take its place"),
          FRAMEWORK,
          Refused.field(
              "spec.image",
              Text.token("an image such as ghcr.io/acme/train:1"),
              "container that workers run in"),
          WORKDIR,
          PYTHON,
          REQUIREMENTS,
          VERSION,
          INTERPRETER,
          SETUP,
          COMMAND,
          LAUNCHER,
          ENV);

  private ProgramFields() {}

  static void check(Values values, Problems problems) {
    if (values.find(REQUIREMENTS) != null && values.find(WORKDIR) == null) {
      problems.add(
          Problem.wrong(
              values.node(REQUIREMENTS), "a working directory that has it: spec.workdir", null));
    }
  }

  static @Nullable PythonSpec python(Values values) {
    if (!values.has(PYTHON)) {
      return null;
    }
    String interpreter = values.get(INTERPRETER);
    return new PythonSpec(
        values.find(REQUIREMENTS),
        values.find(VERSION),
        interpreter.equals(SELF) ? null : interpreter);
  }

  private static String specifiers(String one) {
    return "%1$s( *, *%1$s){0,9}".formatted(one);
  }
}
