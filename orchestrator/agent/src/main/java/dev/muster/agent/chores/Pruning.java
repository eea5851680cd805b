package dev.muster.agent.chores;

import dev.muster.agent.prepare.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/**
 * Removes a checkpoint: first it gets another name at once, so that nobody takes half of one for a
 * whole, then it is deleted. Nothing outside the folder of the job or of its checkpoints is
 * touched, nor what is ours in it.
 */
final class Pruning {
  private static final Set<String> OURS = Set.of("workdir", "logs", "checkpoints");

  private Pruning() {}

  /** Removes a checkpoint that must lie in this folder; one that is gone is fine. */
  static void prune(Path within, Path path) throws IOException {
    Path name = path.getFileName();
    Path parent = path.getParent();
    if (name == null || parent == null) {
      throw new IOException("%s: no checkpoint's folder".formatted(path));
    }
    if (!Files.exists(parent)) {
      return;
    }
    requireInside(within.toRealPath(), parent.toRealPath(), name);
    Path aside = parent.resolve("." + name + ".pruning");
    Folders.remove(aside);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
      Folders.remove(aside);
    }
  }

  private static void requireInside(Path within, Path parent, Path name) throws IOException {
    boolean ours = parent.equals(within) && OURS.contains(name.toString());
    if (!parent.startsWith(within) || ours || name.toString().equals("..")) {
      throw new IOException(
          "%s: not removed (expected: a checkpoint inside %s)"
              .formatted(parent.resolve(name), within));
    }
  }
}
