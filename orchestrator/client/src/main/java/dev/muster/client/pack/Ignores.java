package dev.muster.client.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is left out below a folder: the rules of its own ignore files, then those of the folders
 * around it. The last rule of the innermost file that matches decides.
 */
final class Ignores {
  /** Never taken along, whatever an ignore file says. */
  private static final Set<String> ALWAYS = Set.of(".git", "__pycache__", ".venv");

  /** The later file has the last word. */
  private static final List<String> FILES = List.of(".gitignore", ".musterignore");

  private final @Nullable Ignores around;
  private final Path folder;
  private final List<IgnoreRule> rules;

  private Ignores(@Nullable Ignores around, Path folder, List<IgnoreRule> rules) {
    this.around = around;
    this.folder = folder;
    this.rules = rules;
  }

  /**
   * The rules for a working directory. Within a git repository the ignore files of the folders
   * above count as they do for git, unless they leave the working directory out as a whole.
   */
  static Ignores of(Path workdir) throws IOException {
    List<Path> above = above(workdir);
    Ignores outer = null;
    for (Path folder : above) {
      outer = new Ignores(outer, folder, read(folder, FILES.subList(0, 1)));
      Path next = folder.resolve(folder.relativize(workdir).getName(0));
      if (outer.leavesOut(next, true)) {
        return new Ignores(null, workdir, read(workdir, FILES));
      }
    }
    return new Ignores(outer, workdir, read(workdir, FILES));
  }

  /** The rules within a folder directly below. */
  Ignores below(Path inner) throws IOException {
    return new Ignores(this, inner, read(inner, FILES));
  }

  /** Whether a path is left out that lies in the folder of these rules. */
  boolean leavesOut(Path path, boolean isFolder) {
    if (ALWAYS.contains(path.getFileName().toString())) {
      return true;
    }
    for (Ignores scope = this; scope != null; scope = scope.around) {
      Optional<IgnoreRule> last = scope.last(path, isFolder);
      if (last.isPresent()) {
        return !last.get().negated();
      }
    }
    return false;
  }

  private Optional<IgnoreRule> last(Path path, boolean isFolder) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    String below = folder.relativize(path).toString();
    return rules.reversed().stream().filter(rule -> rule.matches(below, isFolder)).findFirst();
  }

  /** The folders from the top of the git repository down to the one above; none outside of one. */
  private static List<Path> above(Path workdir) {
    List<Path> folders = new ArrayList<>();
    if (Files.exists(workdir.resolve(".git"))) {
      return folders;
    }
    for (Path folder = workdir.getParent(); folder != null; folder = folder.getParent()) {
      folders.addFirst(folder);
      if (Files.exists(folder.resolve(".git"))) {
        return folders;
      }
    }
    return List.of();
  }

  private static List<IgnoreRule> read(Path folder, List<String> names) throws IOException {
    List<IgnoreRule> rules = new ArrayList<>();
    for (String name : names) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        text.lines().map(IgnoreRule::parse).flatMap(Optional::stream).forEach(rules::add);
      }
    }
    return rules;
  }
}
