package dev.muster.agent.port;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port, as far as {@code /proc} tells us: not of processes of other users. */
final class Listeners {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int HEX = 16;

  private Listeners() {}

  /** For example {@code python3 (pid 4711)}. */
  static Optional<String> on(int port) {
    Set<String> sockets =
        Stream.of("tcp", "tcp6")
            .flatMap(table -> lines(PROC.resolve("net").resolve(table)))
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> listens(fields, port))
            .map(fields -> "socket:[%s]".formatted(fields[INODE]))
            .collect(Collectors.toSet());
    return sockets.isEmpty() ? Optional.empty() : holder(sockets);
  }

  private static boolean listens(String[] fields, int port) {
    return fields.length > INODE
        && fields[STATE].equals(LISTENS)
        && Integer.parseInt(fields[ADDRESS].replaceFirst(".*:", ""), HEX) == port;
  }

  private static Optional<String> holder(Set<String> sockets) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path process : processes) {
        if (holds(process, sockets)) {
          return Optional.of(words(process));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Then nobody can say.
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(target(file))) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has ended, or is somebody else's.
    }
    return false;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Any process chooses its own name: no more of it is told than is harmless. */
  private static String words(Path process) {
    String name = lines(process.resolve("comm")).findFirst().orElse("");
    return "%s (pid %s)".formatted(name.replaceAll("[^\\w.:@/+-]", "?"), process.getFileName());
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
