package dev.muster.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  @TempDir Path folder;

  @Test
  void readsByteByByteWhatItReadsInPieces() throws IOException {
    Path file = Files.write(folder.resolve("0.log"), new byte[] {'a', (byte) 0xff});
    Attendance attendance = new Attendance(System::nanoTime);
    try (LogFollower log =
        new LogFollower(new Bell(), attendance, () -> Optional.of(file), 0, () -> false)) {
      assertThat(log.read()).isEqualTo('a');
      assertThat(log.read()).isEqualTo(0xff);
      assertThat(log.read()).isEqualTo(-1);
    }
  }
}
