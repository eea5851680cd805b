package dev.muster.cli.init;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script says about itself, read by its lines and not run.
 *
 * @param packages packages for training that it imports
 * @param ranked whether it knows that there are several of it
 * @param launches whether it starts its own ranks, as torchrun does
 * @param required arguments that it does not start without
 * @param optional arguments that it knows besides
 */
public record ScriptLook(
    Set<String> packages,
    boolean ranked,
    boolean launches,
    List<String> required,
    List<String> optional) {
  /** Arguments that are told of a script. */
  private static final int ARGUMENTS_MAX = 12;

  private static final List<String> KNOWN =
      List.of(
          "torch",
          "tensorflow",
          "jax",
          "transformers",
          "accelerate",
          "deepspeed",
          "lightning",
          "pytorch_lightning",
          "keras",
          "flax");
  private static final Set<String> OF_PYTORCH =
      Set.of("torch", "transformers", "accelerate", "deepspeed", "lightning", "pytorch_lightning");
  private static final Set<String> RANKED_BY_THEMSELVES =
      Set.of("accelerate", "deepspeed", "lightning", "pytorch_lightning", "transformers");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^\\s*(?:import|from)\\s+([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern RANKS =
      Pattern.compile(
          "torch\\.distributed|init_process_group|DistributedDataParallel|MUSTER_RANK"
              + "|\\bLOCAL_RANK\\b|\\bWORLD_SIZE\\b");
  private static final Pattern LAUNCHER =
      Pattern.compile("\\btorchrun\\b|torch\\.distributed\\.(?:run|launch)\\b|accelerate launch");
  private static final Pattern ARGUMENT =
      Pattern.compile("add_argument\\(\\s*[\"']([^\"']+)[\"']([^)]*)\\)", Pattern.DOTALL);
  private static final Pattern REQUIRED = Pattern.compile("required\\s*=\\s*True");

  public ScriptLook {
    packages = Set.copyOf(packages);
    required = List.copyOf(required);
    optional = List.copyOf(optional);
  }

  /** Looks at the text of a script. */
  public static ScriptLook at(String name, String text) {
    boolean shell = name.toLowerCase(Locale.ROOT).endsWith(".sh");
    Set<String> packages = new LinkedHashSet<>();
    Matcher imported = IMPORT.matcher(text);
    while (!shell && imported.find()) {
      if (KNOWN.contains(imported.group(1))) {
        packages.add(imported.group(1));
      }
    }
    List<String> required = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    arguments(text, required, optional);
    boolean launches = shell && LAUNCHER.matcher(text).find();
    boolean ranked =
        RANKS.matcher(text).find() || packages.stream().anyMatch(RANKED_BY_THEMSELVES::contains);
    return new ScriptLook(packages, ranked, launches, required, optional);
  }

  private static void arguments(String text, List<String> required, List<String> optional) {
    Matcher argument = ARGUMENT.matcher(text);
    while (argument.find() && required.size() + optional.size() < ARGUMENTS_MAX) {
      String name = argument.group(1);
      boolean positional = !name.startsWith("-");
      if (positional || REQUIRED.matcher(argument.group(2)).find()) {
        required.add(name);
      } else {
        optional.add(name);
      }
    }
  }

  /** Whose words the environment of its ranks should speak. */
  public String framework() {
    return launches || packages.stream().anyMatch(OF_PYTORCH::contains) ? "pytorch" : "none";
  }
}
