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
    environment.put("VIRTUAL_ENV", in("venv"));
    program("usr/python3", "ELF");
    environment.put("PATH", in("usr"));

    assertThat(new PythonFinder(environment).find()).contains(ours);
  }

  @Test
  void elseTheFirstOnPathDoes() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Path first = program("a/python", "ELF");
    program("b/python3", "ELF");
    environment.put("PATH", "%s::%s:%s".formatted(in("empty"), in("a"), in("b")));

    assertThat(new PythonFinder(environment).find()).contains(first);
  }

  @Test
  void aLinkStaysTheLinkThatItIs() throws IOException {
    Path real = program("usr/python3.11", "ELF");
    Files.createDirectories(folder.resolve("venv/bin"));
    Path link = Files.createSymbolicLink(folder.resolve("venv/bin/python3"), real);
    environment.put("PATH", in("venv/bin"));

    assertThat(new PythonFinder(environment).find()).contains(link);
  }

  @Test
  void aStandInIsAskedWhereItLeads() throws IOException {
    program("shims/python3", "#!/bin/sh\necho /opt/python/3.12/bin/python3\n");
    environment.put("PATH", in("shims"));

    assertThat(new PythonFinder(environment).find())
        .contains(Path.of("/opt/python/3.12/bin/python3"));
  }

  @Test
  void aStandInThatFailsIsTakenAsItIs() throws IOException {
    Path shim = program("shims/python3", "#!/bin/sh\nexit 1\n");
    environment.put("PATH", in("shims"));

    assertThat(new PythonFinder(environment).find()).contains(shim);
  }

  @Test
  void whatCannotRunIsNoPython() throws IOException {
    Files.writeString(folder.resolve("python3"), "text");
    environment.put("PATH", in(""));

    assertThat(new PythonFinder(environment).find()).isEmpty();
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  private Path program(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
