package dev.muster.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler does not see: the length of files and methods, and what must not be left. */
class SourcesTest {
  private static final int FILE_LINES_MAX = 600;
  private static final int METHOD_LINES_MAX = 70;
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Pattern METHOD =
      Pattern.compile(
          "^( {2}| {4})(?!.*\\b(class|record|enum|interface|new|switch)\\b)\\S.*\\) (throws .*)?\\{$");

  @Test
  void noFileIsLongerThanSixHundredLines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      long lines = Files.readAllLines(file).size();
      if (lines > FILE_LINES_MAX) {
        tooLong.add("%s: %d".formatted(ROOT.relativize(file), lines));
      }
    }
    assertThat(tooLong).as("files that are three rooms in one").isEmpty();
  }

  @Test
  void noMethodIsLongerThanSeventyLines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      tooLong.addAll(longMethods(file));
    }
    assertThat(tooLong).as("methods that are more than one thought").isEmpty();
  }

  @Test
  void everyPackageOfTheProductSaysWhatItIs() throws IOException {
    List<String> silent = new ArrayList<>();
    for (Path file : sources()) {
      Path folder = file.getParent();
      boolean product = folder.toString().contains("/src/main/");
      if (product && !Files.exists(folder.resolve("package-info.java"))) {
        silent.add(ROOT.relativize(folder).toString());
      }
    }
    assertThat(silent.stream().distinct()).isEmpty();
  }

  @Test
  void nothingIsLeftToDoInComments() throws IOException {
    Pattern left = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b");
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      if (left.matcher(Files.readString(file)).find()) {
        found.add(ROOT.relativize(file).toString());
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String part : List.of("providers", "orchestrator", "examples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
        files
            .filter(f -> f.toString().endsWith(".java"))
            .filter(f -> !f.toString().contains("/target/"))
            .forEach(all::add);
      }
    }
    assertThat(all).hasSizeGreaterThan(100);
    return all;
  }

  /** The formatter closes a method at the indentation at which it began. */
  private static List<String> longMethods(Path file) throws IOException {
    List<String> found = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int start = 0; start < lines.size(); start++) {
      if (METHOD.matcher(lines.get(start)).matches()) {
        String indent = lines.get(start).replaceAll("\\S.*", "");
        int end = lines.subList(start, lines.size()).indexOf(indent + "}");
        if (end > METHOD_LINES_MAX) {
          found.add("%s:%d: %d lines".formatted(ROOT.relativize(file), start + 1, end));
        }
      }
    }
    return found;
  }
}
