package dev.muster.server.prune;

import dev.muster.api.PrunedView;
import java.nio.file.Path;

/**
 * Something that nobody needs any more.
 *
 * @param kind what it is, in a word
 * @param path where it lies
 */
record Removable(String kind, Path path) {
  PrunedView view(long bytes) {
    return new PrunedView(kind, path.getFileName().toString(), bytes);
  }
}
