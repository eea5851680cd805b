package dev.muster.agent.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** What the agent proves itself by: first from a file that only its owner reads, then renewed. */
public final class Token {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private volatile String value;

  private Token(String value) {
    this.value = value;
  }

  /** The token in a file. */
  public static Token read(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          "token file %s: mode %s (expected: rw-------)"
              .formatted(file, PosixFilePermissions.toString(permissions)));
    }
    return new Token(Files.readString(file).strip());
  }

  void renew(String fresh) {
    value = fresh;
  }

  String header() {
    return "Bearer " + value;
  }
}
