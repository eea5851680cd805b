package dev.muster.server.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that grows by pieces with offsets. Its length is how far it has everything, so a repeated
 * or overlapping piece adds nothing twice, and a piece behind a gap adds nothing at all.
 *
 * <p>It grows to {@link #BYTES_MAX}; what comes later is answered as taken and dropped, which one
 * last line says. Not thread-safe: {@link Shelf} lets one at a time in.
 *
 * @param path where it lies; its folder is made when the first piece comes
 */
record GrowingFile(Path path) {
  /** How far a file may grow. */
  static final long BYTES_MAX = 256L * 1024 * 1024;

  private static final String FULL =
      "\n[muster: the limit of %d bytes is reached; what follows is not kept]\n"
          .formatted(BYTES_MAX);

  /** The part of a piece that is new; empty for a repeat and behind a gap. */
  byte[] unseen(long offset, byte[] piece) throws IOException {
    long have = length();
    if (have >= BYTES_MAX) {
      return piece;
    }
    if (offset > have || offset + piece.length <= have) {
      return new byte[0];
    }
    return Arrays.copyOfRange(piece, Math.toIntExact(have - offset), piece.length);
  }

  /** Adds what is new of a piece, and answers up to where it has everything. */
  long append(long offset, byte[] piece) throws IOException {
    if (length() >= BYTES_MAX) {
      return offset + piece.length;
    }
    byte[] fresh = unseen(offset, piece);
    if (fresh.length > 0) {
      write(fresh);
    }
    long have = length();
    return have >= BYTES_MAX ? offset + piece.length : have;
  }

  private long length() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  private void write(byte[] fresh) throws IOException {
    Files.createDirectories(path.getParent());
    long room = BYTES_MAX - length();
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      put(channel, ByteBuffer.wrap(fresh, 0, Math.toIntExact(Math.min(room, fresh.length))));
      if (fresh.length >= room) {
        put(channel, ByteBuffer.wrap(FULL.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
