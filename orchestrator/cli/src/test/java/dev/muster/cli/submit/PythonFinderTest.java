package dev.muster.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonFinderTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void theActiveVirtualEnvironmentComesFirst() throws IOException {
    Path ours = program("venv/bin/python3", "ELF");
    environment.put("VIRTUAL_ENV", folder.resolve("venv").toString());
    environment.put("PATH", program("usr/python3", "ELF").getParent().toString());

    assertThat(new PythonFinder(environment).find()).contains(ours);
  }

  @Test
  void elseTheFirstOnPathDoes() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Path first = program("a/python", "ELF");
    Path second = program("b/python3", "ELF");
    environment.put(
        "PATH",
        "%s::%s:%s".formatted(folder.resolve("empty"), first.getParent(), second.getParent()));

    assertThat(new PythonFinder(environment).find()).contains(first);
  }

  @Test
  void aLinkStaysTheLinkThatItIs() throws IOException {
    Path real = program("usr/python3.11", "ELF");
    Files.createDirectories(folder.resolve("venv/bin"));
    Path link = Files.createSymbolicLink(folder.resolve("venv/bin/python3"), real);
    environment.put("PATH", link.getParent().toString());

    assertThat(new PythonFinder(environment).find()).contains(link);
  }

  @Test
  void aStandInIsAskedWhereItLeads() throws IOException {
    Path shim = program("shims/python3", "#!/bin/sh\necho /opt/python/3.12/bin/python3\n");
    environment.put("PATH", shim.getParent().toString());

    assertThat(new PythonFinder(environment).find())
        .contains(Path.of("/opt/python/3.12/bin/python3"));
  }

  @Test
  void aStandInThatFailsIsTakenAsItIs() throws IOException {
    Path shim = program("shims/python3", "#!/bin/sh\nexit 1\n");
    environment.put("PATH", shim.getParent().toString());

    assertThat(new PythonFinder(environment).find()).contains(shim);
  }

  @Test
  void whatCannotRunIsNoPython() throws IOException {
    Path file = Files.writeString(folder.resolve("python3"), "text");
    environment.put("PATH", file.getParent().toString());

    assertThat(new PythonFinder(environment).find()).isEmpty();
  }

  private Path program(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
