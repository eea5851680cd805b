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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies of the server's and the agent's program in the data directory: a later build pulls nothing
 * from under what runs. A copy is whole from its first moment, and its files are as old as the
 * originals, which an AOT cache insists on.
 */
final class Runtimes {
  private static final List<String> PROGRAMS = List.of("server", "agent");

  /** With the number of the process that makes the copy. */
  private static final String COPYING = ".copying-";

  private static final Pattern UNFINISHED =
      Pattern.compile(Pattern.quote(COPYING) + "(\\d{1,18})-\\d+");

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
    forgetAbandoned();
    Path fresh = Files.createTempDirectory(folder, COPYING + ProcessHandle.current().pid() + "-");
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

  /** Removes the copies of which nobody will make anything: their makers have died. */
  private void forgetAbandoned() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path copy : all.filter(Runtimes::isAbandoned).toList()) {
        delete(copy);
      }
    }
  }

  private static boolean isAbandoned(Path copy) {
    Matcher name = UNFINISHED.matcher(copy.getFileName().toString());
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
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
