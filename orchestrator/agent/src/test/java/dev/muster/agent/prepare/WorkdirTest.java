package dev.muster.agent.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkdirTest {
  @TempDir Path job;
  private final AtomicInteger fetched = new AtomicInteger();

  @Test
  void isUnpackedOnceForAllAgentsOfAMachine() throws Exception {
    byte[] packed = Archives.packed(Map.of("train.py", "print(1)"));
    String digest = Archives.sha256(packed);
    Callable<Path> agent = () -> workdir(packed).in(job, digest);
    try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Path> workdir : agents.invokeAll(List.of(agent, agent, agent))) {
        assertThat(workdir.get().resolve("train.py")).hasContent("print(1)");
      }
    }
    assertThat(fetched).hasValue(1);
    assertThat(job.resolve("workdir.tar.gz")).doesNotExist();
  }

  @Test
  void isReplacedWhenAnotherIsWanted() throws Exception {
    byte[] first = Archives.packed(Map.of("a", "1"));
    byte[] second = Archives.packed(Map.of("b", "2"));
    workdir(first).in(job, Archives.sha256(first));
    Path workdir = workdir(second).in(job, Archives.sha256(second));
    assertThat(workdir).isDirectoryNotContaining("glob:**a").isDirectoryContaining("glob:**b");
  }

  @Test
  void isRefusedWhenItsContentIsNotWhatItsNameSays() throws Exception {
    byte[] packed = Archives.packed(Map.of("a", "1"));
    assertThatThrownBy(() -> workdir(packed).in(job, "0".repeat(64)))
        .isInstanceOf(Unprepared.class)
        .hasMessageContaining("SHA-256");
    assertThat(job.resolve("workdir")).doesNotExist();
  }

  @Test
  void isEmptyWhereNoneIsWanted() throws Exception {
    assertThat(workdir(new byte[0]).in(job, null)).isEmptyDirectory();
  }

  private Workdir workdir(byte[] packed) {
    return new Workdir(
        (digest, file) -> {
          fetched.incrementAndGet();
          write(file, packed);
        },
        activity -> {});
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
