package dev.muster.testkit.sim;

import dev.muster.model.run.CheckpointContent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The disk that jobs write their checkpoints to, and what really lies there. */
final class CheckpointDisk {
  /** One folder, as its writer left it and as it is now. */
  static final class Folder {
    final int attempt;
    final long step;
    private final CheckpointContent written;
    private final Set<Long> foundSoundIn = new HashSet<>();
    private @Nullable CheckpointContent lies;
    private boolean mistaken;

    Folder(int attempt, long step, CheckpointContent written) {
      this.attempt = attempt;
      this.step = step;
      this.written = written;
      this.lies = written;
    }

    boolean intact() {
      return written.equals(lies);
    }

    /** Whether it was looked at in an epoch, and was intact then. */
    boolean foundSoundIn(long epoch) {
      return foundSoundIn.contains(epoch);
    }

    /** Whether somebody could not read it although it is intact. */
    boolean mistaken() {
      return mistaken;
    }
  }

  private final Chance chance;
  private final Map<String, Folder> folders = new HashMap<>();
  private int writings;
  private int damages;

  CheckpointDisk(Chance chance) {
    this.chance = chance;
  }

  /** All ranks have written; what lay there before is replaced. */
  void write(String path, int attempt, long step) {
    CheckpointContent content =
        new CheckpointContent(chance.between(1, 4), 1000 + step, "digest-" + ++writings);
    folders.put(path, new Folder(attempt, step, content));
  }

  @Nullable Folder folder(String path) {
    return folders.get(path);
  }

  /** How often a folder was damaged. */
  int damages() {
    return damages;
  }

  /** What an agent sees that looks at a folder; null when it cannot be read. */
  @Nullable CheckpointContent look(String path, long epoch, double blindness) {
    Folder folder = folders.get(path);
    if (folder == null || folder.lies == null) {
      return null;
    }
    if (chance.of(blindness)) {
      folder.mistaken = true;
      return null;
    }
    if (folder.intact()) {
      folder.foundSoundIn.add(epoch);
    }
    return folder.lies;
  }

  void remove(String path) {
    folders.remove(path);
  }

  /** Somebody or something damages a folder: all of it, a file, its end, or a few bytes. */
  void damage(String path) {
    Folder folder = folders.get(path);
    if (folder == null || folder.lies == null) {
      return;
    }
    damages++;
    CheckpointContent was = folder.lies;
    folder.lies =
        switch (chance.between(0, 3)) {
          case 0 -> null;
          case 1 -> new CheckpointContent(was.files() - 1, was.bytes() - 10, "less");
          case 2 -> new CheckpointContent(was.files(), was.bytes() - 1, "cut");
          default -> new CheckpointContent(was.files(), was.bytes(), "other");
        };
  }
}
