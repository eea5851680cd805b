package dev.muster.agent.prepare;

/**
 * One member of a tar archive.
 *
 * @param name its path, folders separated by slashes
 * @param kind what it is
 * @param mode permission bits
 * @param size bytes of content that follow
 * @param link where a symbolic link points; else empty
 */
record TarEntry(String name, Kind kind, int mode, long size, String link) {
  /** What a member can be. */
  enum Kind {
    FILE,
    FOLDER,
    LINK
  }
}
