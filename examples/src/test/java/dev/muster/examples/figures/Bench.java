package dev.muster.examples.figures;

import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.RealMuster;
import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where figures are measured: folders, and servers on them as they are shipped. */
final class Bench implements AutoCloseable {
  private final Path folder;
  private final List<String> names;

  /**
   * @param names what else was said on the command line: arguments of the figures
   */
  Bench(List<String> names) throws IOException {
    this.folder = Files.createTempDirectory("muster-figures-").toRealPath();
    this.names = List.copyOf(names);
  }

  /** The value of an argument {@code name=value}. */
  String argument(String name, String otherwise) {
    return names.stream()
        .filter(given -> given.startsWith(name + "="))
        .map(given -> given.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** A Muster of its own with a running server. */
  RealMuster muster(String name, Map<String, String> environment) throws Exception {
    RealMuster muster = new RealMuster(folder(name), environment);
    muster.startServer();
    return muster;
  }

  static String token(RealMuster muster) throws IOException {
    return Files.readString(muster.data().resolve("token")).strip();
  }

  /** The words of a process's command line. */
  static List<String> commandLine(RealProcess process) throws IOException {
    byte[] line = Files.readAllBytes(Path.of("/proc/%d/cmdline".formatted(process.pid())));
    return List.of(new String(line, StandardCharsets.UTF_8).split("\0"));
  }

  /** What a command prints, which must end well. */
  static String said(RealMuster muster, String... arguments) throws Exception {
    Ended ended = muster.run(arguments);
    if (ended.exit() != 0) {
      throw new IOException("%s: %s".formatted(List.of(arguments), ended.text()));
    }
    return ended.out();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
