package dev.muster.cli.home;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of the server's and the agent's program in the data directory: a later build pulls nothing
 * from under what runs. A copy is whole from its first moment, and its files are as old as the
 * originals, which an AOT cache insists on.
 */
final class Runtimes {
  private static final List<String> PROGRAMS = List.of("server", "agent");

  private final Path folder;

  Runtimes(DataHome home) {
    this.folder = home.runtimes();
  }

  /** The copy of a build; made now when there is none. */
  Path of(Program program) throws IOException {
    Path copy = folder.resolve(program.sha());
    if (!Files.isDirectory(copy)) {
      Files.createDirectories(folder);
      make(program.dist(), copy);
    }
    return copy;
  }

  private void make(Path dist, Path copy) throws IOException {
    Path fresh = Files.createTempDirectory(folder, ".copying-");
    try {
      for (String name : PROGRAMS) {
        copyTree(dist.resolve(name), fresh.resolve(name));
      }
      Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(copy)) {
        throw e;
      }
    } finally {
      delete(fresh);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copyFile(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void copyFile(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
