package dev.muster.testkit.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a Muster in it; to be closed, which ends the one and removes the other.
 *
 * @param whenInterrupted ends all of its processes when this one is ended before
 */
record Place(Path folder, RealMuster muster, Thread whenInterrupted) implements AutoCloseable {

  /** A fresh one. */
  static Place opened(Map<String, String> environment) {
    try {
      Path folder = Files.createTempDirectory("muster-").toRealPath();
      RealMuster muster = new RealMuster(folder, environment);
      Place place = new Place(folder, muster, new Thread(muster::kill));
      Runtime.getRuntime().addShutdownHook(place.whenInterrupted);
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      muster.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().removeShutdownHook(whenInterrupted);
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
              throws IOException {
            Files.delete(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
