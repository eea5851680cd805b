package dev.muster.client.pack;

import java.nio.file.Path;

/**
 * One thing to pack.
 *
 * @param name its path below the working directory, with slashes
 * @param path where it lies
 * @param kind what it is
 * @param mode permission bits
 * @param size bytes of content; 0 for folders and links
 * @param target where a link points; else empty
 */
record Member(String name, Path path, Kind kind, int mode, long size, String target) {
  /** What can be packed. */
  enum Kind {
    FILE('0'),
    FOLDER('5'),
    LINK('2');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    /** How a tar archive calls it. */
    char letter() {
      return letter;
    }
  }
}
