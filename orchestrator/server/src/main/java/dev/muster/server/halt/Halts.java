package dev.muster.server.halt;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.Journal;
import dev.muster.engine.port.Rows;
import dev.muster.server.halt.HaltPoint.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Points at which the engine's thread stands still for ever, so that a test can kill the server's
 * process exactly there: {@code MUSTER_TEST_HALT=DIR:after-commit=job.admitted} (several points
 * with commas between). At the first of them that comes, the file {@code DIR/halted} is written
 * with the process's pid; while there is such a file nothing stands still, so the next server goes
 * on.
 *
 * @param folder where the file is written
 * @param points where to stand still
 */
public record Halts(Path folder, List<HaltPoint> points) {
  /** The environment variable. */
  public static final String VARIABLE = "MUSTER_TEST_HALT";

  private static final String FILE = "halted";

  public Halts {
    points = List.copyOf(points);
  }

  /** The journal itself, unless the variable's value asks for more. */
  public static Journal around(Journal journal, @Nullable String value) {
    return value == null || value.isEmpty() ? journal : parse(value).around(journal);
  }

  private static Halts parse(String value) {
    int colon = value.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: DIR:after-commit=job.admitted)".formatted(VARIABLE, value));
    }
    List<HaltPoint> points =
        Stream.of(value.substring(colon + 1).split(",")).map(HaltPoint::parse).toList();
    return new Halts(Path.of(value.substring(0, colon)), points);
  }

  private Journal around(Journal journal) {
    return new Journal() {
      @Override
      public Rows load() {
        return journal.load();
      }

      @Override
      public void commit(List<Commit> batch) {
        haltAt(Moment.BEFORE_COMMIT, batch);
        journal.commit(batch);
        haltAt(Moment.AFTER_COMMIT, batch);
      }
    };
  }

  private void haltAt(Moment moment, List<Commit> batch) {
    points.stream().filter(point -> point.isIn(moment, batch)).findFirst().ifPresent(this::halt);
  }

  private void halt(HaltPoint point) {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return;
    }
    try {
      Path fresh = folder.resolve(FILE + ".new");
      Files.writeString(fresh, "%d %s%n".formatted(ProcessHandle.current().pid(), point));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    standStill();
  }

  private static void standStill() {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // nothing wakes it: the test ends the process
      }
    }
  }
}
