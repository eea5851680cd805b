package dev.muster.server.agents;

import dev.muster.server.web.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks a piece that an agent packed; bounded, whatever it claims to be. */
final class Gunzip {
  /** How large a piece may be unpacked. */
  static final int BYTES_MAX = 8 * 1024 * 1024;

  private Gunzip() {}

  static byte[] unpack(byte[] packed) {
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] piece = unpacked.readNBytes(BYTES_MAX + 1);
      if (piece.length > BYTES_MAX) {
        throw RefusedException.tooLarge("unpacked piece", BYTES_MAX);
      }
      return piece;
    } catch (IOException e) {
      throw RefusedException.badRequest("body: not gzip (%s)".formatted(e.getMessage()));
    }
  }
}
