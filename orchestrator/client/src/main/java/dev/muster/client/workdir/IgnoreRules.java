package dev.muster.client.workdir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a folder and those above it say about what to leave out: {@code .gitignore}, and after it
 * {@code .musterignore}, whose word is the last. Deeper folders overrule higher ones.
 */
final class IgnoreRules {
  private static final List<String> FILES = List.of(".gitignore", ".musterignore");
  private static final String GIT = ".git";

  private final Path folder;
  private final List<IgnoreRule> rules;
  private final @Nullable IgnoreRules above;

  private IgnoreRules(Path folder, List<IgnoreRule> rules, @Nullable IgnoreRules above) {
    this.folder = folder;
    this.rules = rules;
    this.above = above;
  }

  /** The rules within a folder. */
  static IgnoreRules in(Path folder, @Nullable IgnoreRules above) throws IOException {
    Stream<IgnoreRule> rules = Stream.empty();
    for (String name : FILES) {
      rules = Stream.concat(rules, rules(folder.resolve(name)));
    }
    return new IgnoreRules(folder, rules.toList(), above);
  }

  /** Whether something in this folder is left out. */
  boolean ignores(Path path, boolean isFolder) {
    boolean git = path.getFileName().toString().equals(GIT);
    return git || decision(path, isFolder).orElse(false);
  }

  private Optional<Boolean> decision(Path path, boolean isFolder) {
    String below = folder.relativize(path).toString().replace('\\', '/');
    for (IgnoreRule rule : rules.reversed()) {
      if (rule.matches(below, isFolder)) {
        return Optional.of(rule.ignores());
      }
    }
    return above == null ? Optional.empty() : above.decision(path, isFolder);
  }

  private static Stream<IgnoreRule> rules(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Stream.empty();
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .map(IgnoreRule::parse)
        .flatMap(Optional::stream);
  }
}
