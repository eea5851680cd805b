package dev.muster.cli.init;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that is about to be written.
 *
 * @param name of the job
 * @param script relative to the manifest
 * @param requirements relative to the manifest; null when there is none
 * @param schema where editors find what a manifest may have
 */
public record Draft(
    String name,
    String script,
    ScriptLook look,
    String framework,
    int nodes,
    int ranks,
    @Nullable String requirements,
    String schema) {
  private static final int NAME_MAX = 63;

  /** A name for a job that a folder is called after. */
  public static String nameOf(String folder) {
    String plain = Normalizer.normalize(folder, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String name = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = name.length() > NAME_MAX ? name.substring(0, NAME_MAX) : name;
    String whole = cut.replaceAll("-+$", "");
    return whole.isEmpty() ? "training" : whole;
  }

  /** The text of the manifest. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# yaml-language-server: $schema=" + schema);
    lines.add("# Check it by `muster validate`, run it by `muster run`.");
    lines.add("apiVersion: muster.dev/v1");
    lines.add("kind: TrainingJob");
    lines.add("metadata:");
    lines.add("  name: " + quoted(name));
    lines.add("spec:");
    framework(lines);
    lines.add(
        "  workdir: .                  # this folder is copied to every node (.gitignore counts)");
    python(lines);
    command(lines);
    resources(lines);
    later(lines);
    return String.join("\n", lines) + "\n";
  }

  private void framework(List<String> lines) {
    if (!framework.equals("none")) {
      lines.add(
          "  framework: %-17s# ranks get RANK, WORLD_SIZE, MASTER_ADDR …".formatted(framework));
    }
  }

  private void python(List<String> lines) {
    if (requirements != null) {
      lines.add("  python:                     # an environment of the job's own, built once");
      lines.add("    requirements: " + quoted(requirements));
    } else if (!look.packages().isEmpty()) {
      lines.add(
          "  # %s imports %s. What it finds there is what python3 has; for an environment of its"
              .formatted(script, String.join(", ", look.packages().stream().sorted().toList())));
      lines.add("  # own write a requirements.txt and take this in:");
      lines.add("  # python: {requirements: requirements.txt}");
    }
  }

  private void command(List<String> lines) {
    String program = script.endsWith(".sh") ? "sh" : requirements == null ? "python3" : "python";
    List<String> words = new ArrayList<>(List.of(program, quoted(script)));
    for (String argument : look.required()) {
      if (argument.startsWith("-")) {
        words.add(argument);
      }
      words.add("CHANGE-ME");
    }
    if (look.launches()) {
      lines.add(
          "  launcher: node              # the script starts its own ranks, as torchrun does");
    }
    lines.add("  command: [%s]".formatted(String.join(", ", words)));
    if (!look.optional().isEmpty()) {
      lines.add("  # it also knows " + String.join(" ", look.optional()));
    }
  }

  private void resources(List<String> lines) {
    lines.add("  resources:");
    lines.add("    nodes: " + nodes);
    lines.add(
        "    accelerators: %-12s# cpu:N is N ranks per node without accelerator; H100:8 is 8 with"
            .formatted("cpu:" + ranks));
  }

  private void later(List<String> lines) {
    lines.add("  # checkpoint: {every: {steps: 500}, keep: 3}");
    lines.add("  # recovery: {maxRestarts: 5, hangAfter: 10m}");
    lines.add("  # env: {WANDB_MODE: offline}");
  }

  /** A scalar that YAML takes for nothing else. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_./-]*")
            && !text.matches("(?i)(y|n|yes|no|on|off|true|false|null)")
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
