package dev.muster.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scripts of a folder, the likeliest to train first. */
public final class Scripts {
  /** Of a longer script only the beginning is looked at. */
  private static final int BYTES_MAX = 512 * 1024;

  /** How many are told of. */
  private static final int SCRIPTS_MAX = 20;

  private static final Pattern SCRIPT = Pattern.compile("[^.].*\\.(py|sh)");
  private static final Pattern OTHER =
      Pattern.compile(
          "(setup|conftest|__init__|test_.*|.*_test|eval.*|.*util.*|config.*)\\.(py|sh)");

  private final Path folder;

  public Scripts(Path folder) {
    this.folder = folder;
  }

  /** Their names; empty when there is none. */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> SCRIPT.matcher(name).matches() && !OTHER.matcher(name).matches())
          .sorted(Comparator.comparingInt(Scripts::unlikeliness).thenComparing(name -> name))
          .limit(SCRIPTS_MAX)
          .toList();
    }
  }

  /** What a script says about itself. */
  public ScriptLook look(String name) throws IOException {
    try (InputStream input = Files.newInputStream(folder.resolve(name))) {
      String text = new String(input.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
      return ScriptLook.at(name, text);
    }
  }

  private static int unlikeliness(String name) {
    if (name.matches("train\\.(py|sh)")) {
      return 0;
    }
    if (name.contains("train")) {
      return 1;
    }
    return name.matches("(main|run)\\.(py|sh)") ? 2 : 3;
  }
}
