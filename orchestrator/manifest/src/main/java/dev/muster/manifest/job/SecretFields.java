package dev.muster.manifest.job;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.value.Environment;
import dev.muster.manifest.value.NeverWritten;
import dev.muster.manifest.value.Text;
import dev.muster.model.spec.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Variables whose values are nowhere shown. */
final class SecretFields {
  private static final Items SECRETS =
      new Items(
          "spec.secrets",
          "variables of every rank and of the setup whose values are nowhere shown",
          "secret",
          64);

  private static final Obeyed<String> NAME =
      Obeyed.required("spec.secrets[].name", Environment.NAME, "variable that gets the value");

  private static final Section FROM =
      Section.required("spec.secrets[].from", "where the value is: one of the two").withOne();

  private static final Obeyed<String> VARIABLE =
      Obeyed.optional(
          "spec.secrets[].from.env",
          Text.of("a variable's name", 256, "[A-Za-z_][A-Za-z0-9_]*"),
          "variable of the person who submits",
          "not looked at");

  private static final Obeyed<String> FILE =
      Obeyed.optional(
          "spec.secrets[].from.file",
          Text.of(
              "a file, seen from the manifest", Text.MAX_PATH, "(?!\\w+://)[^\\x00-\\x1F\\x7F]+"),
          "file whose content is the value, without a line break at its end",
          "not looked at");

  static final List<Field> ROWS =
      List.of(
          SECRETS,
          NAME,
          FROM,
          VARIABLE,
          FILE,
          Refused.field(
              "spec.secrets[].value",
              new NeverWritten("from: {env: NAME} or from: {file: PATH}"),
              "nothing: a manifest has references only",
              "write spec.secrets[].from"));

  private SecretFields() {}

  static void check(Values values, Problems problems) {
    Map<String, String> env = values.find(ProgramFields.ENV);
    Set<String> names = new HashSet<>();
    for (Values secret : values.items(SECRETS)) {
      String name = secret.find(NAME);
      if (name != null && !names.add(name)) {
        problems.add(Problem.wrong(secret.node(NAME), "another name for each secret", null));
      } else if (name != null && env != null && env.containsKey(name)) {
        problems.add(Problem.wrong(secret.node(NAME), "a name that spec.env does not have", null));
      }
    }
  }

  static List<Secret> read(Values values) {
    return values.items(SECRETS).stream()
        .map(secret -> new Secret(secret.get(NAME), source(secret)))
        .toList();
  }

  private static Secret.Source source(Values secret) {
    String variable = secret.find(VARIABLE);
    return variable == null
        ? new Secret.File(Objects.requireNonNull(secret.find(FILE)))
        : new Secret.Env(variable);
  }
}
