package dev.muster.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  @TempDir Path directory;

  @Test
  void isTakenOnlyFromAFileThatNobodyElseReads() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Token.read(file)).hasMessageContaining("rw-r--r-- (expected");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    assertThat(Token.read(file).header()).isEqualTo("Bearer secret");
  }
}
