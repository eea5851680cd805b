package dev.muster.client.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A packed working directory.
 *
 * @param file where the archive lies until this is closed
 * @param digest SHA-256 of the archive, lower-case hexadecimal
 * @param files number of files in it
 * @param bytes size of the archive
 */
public record Packed(Path file, String digest, int files, long bytes) implements AutoCloseable {
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
