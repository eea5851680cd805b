package dev.muster.examples.obeyed;

import dev.muster.testkit.real.Checkout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes what the manifests of this test name. */
final class Fixtures {
  private static final Path SOURCES = Checkout.root().resolve("examples/src/test/resources/obeyed");
  private static final String PROBE = "probe.py";
  private static final List<String> COPIED =
      List.of(
          PROBE,
          "stubborn.py",
          "minimal.yaml",
          "automatic.yaml",
          "old-python.yaml",
          "hasty.yaml",
          "patient.yaml",
          "launched.yaml",
          "secretive.yaml",
          "timing/together.yaml",
          "timing/endless.yaml",
          "full/job.yaml",
          "full/requirements.txt",
          "recovery/kept.yaml",
          "recovery/heir.yaml",
          "recovery/asked.yaml",
          "recovery/twice.yaml",
          "recovery/hung.yaml",
          "recovery/exit-rule.yaml",
          "recovery/log-rule.yaml",
          "recovery/metric-rule.yaml",
          "recovery/actions.yaml");

  private Fixtures() {}

  /** Fills a folder with manifests, programs, another Python and a complete checkpoint. */
  static void make(Path folder) throws IOException, InterruptedException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.createDirectories(folder.resolve("recovery"));
    Files.createDirectories(folder.resolve("timing"));
    Files.writeString(folder.resolve("key"), Evidence.KEY + "\n");
    Files.createDirectories(folder.resolve("complete"));
    Files.writeString(folder.resolve("complete").resolve("weights"), "of step 3");
    for (String name : COPIED) {
      String text = Files.readString(SOURCES.resolve(name));
      Files.writeString(folder.resolve(name), text.replace("@FOLDER@", folder.toString()));
    }
    Files.copy(folder.resolve(PROBE), full.resolve(PROBE));
    wheel(full.resolve("greeting-1.0-py3-none-any.whl"));
    otherPython(folder.resolve("other"));
  }

  /** A Python of its own that has the module {@code beacon}. */
  private static void otherPython(Path folder) throws IOException, InterruptedException {
    List<String> venv = List.of("python3", "-m", "venv", "--without-pip", folder.toString());
    int exit = new ProcessBuilder(venv).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new AssertionError("%s: %d (expected: 0)".formatted(venv, exit));
    }
    try (DirectoryStream<Path> libraries =
        Files.newDirectoryStream(folder.resolve("lib"), "python3*")) {
      for (Path library : libraries) {
        Files.createFile(library.resolve("site-packages/beacon.py"));
      }
    }
  }

  /** A package with the module {@code greeting} that can be installed without a network. */
  private static void wheel(Path file) throws IOException {
    String info = "greeting-1.0.dist-info/";
    Map<String, String> members =
        Map.of(
            "greeting.py",
            "",
            info + "METADATA",
            "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n",
            info + "WHEEL",
            "Wheel-Version: 1.0\nGenerator: muster\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            info + "RECORD",
            "greeting.py,,\n%1$sMETADATA,,\n%1$sWHEEL,,\n%1$sRECORD,,\n".formatted(info));
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
