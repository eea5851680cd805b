package dev.muster.agent.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(directory.resolve("workdir"));
  }

  @Test
  void unpacksFilesFoldersLinksAndModes() throws IOException {
    unpack(
        new Archives()
            .add('5', "src/", "", 0755, "")
            .file("src/run.sh", 0755, "#!/bin/sh\n")
            .file("deep/er/data", 0640, "x".repeat(1000))
            .link("latest", "src/run.sh")
            .link("deep/up", "../src"));
    assertThat(folder.resolve("src/run.sh")).isExecutable().hasContent("#!/bin/sh");
    assertThat(folder.resolve("deep/er/data")).hasSize(1000);
    assertThat(Files.getPosixFilePermissions(folder.resolve("deep/er/data"))).hasSize(3);
    assertThat(folder.resolve("latest")).isSymbolicLink().hasContent("#!/bin/sh");
    assertThat(folder.resolve("deep/up/run.sh")).exists();
  }

  @Test
  void readsLongNamesOfBothKinds() throws IOException {
    String name = "d/".repeat(80) + "übung";
    String record = "path=" + name + "1\n";
    int length = record.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 4;
    unpack(
        new Archives()
            .add('x', "PaxHeader", "", 0644, length + " " + record)
            .file("short", 0644, "pax")
            .add('L', "././@LongLink", "", 0644, name + "2\0")
            .file("short", 0644, "gnu")
            .file("after", 0644, "own name"));
    assertThat(folder.resolve(name + "1")).hasContent("pax");
    assertThat(folder.resolve(name + "2")).hasContent("gnu");
    assertThat(folder.resolve("after")).hasContent("own name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "/tmp/out", "a/../../out", ".."})
  void refusesNamesThatLeaveTheFolder(String name) throws IOException {
    assertRefused(new Archives().file(name, 0644, "bad"), "leaves the folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "..", "../other", "a/../../.."})
  void refusesLinksThatLeadOut(String target) throws IOException {
    assertRefused(new Archives().link("link", target), "links to");
  }

  @Test
  void refusesLinksThatLeadOutOverOtherLinks() throws IOException {
    assertRefused(
        new Archives()
            .add('5', "a/b/", "", 0755, "")
            .link("here", ".")
            .link("a/b/out", "../../here/../../" + directory.getFileName()),
        "links to");
  }

  @Test
  void writesNothingThroughALink() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    assertRefused(new Archives().link("x", "../outside").file("x/file", 0644, "bad"), "");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void refusesDevicesAndHardLinks() throws IOException {
    assertRefused(new Archives().add('1', "hard", "/etc/passwd", 0644, ""), "kind '1'");
    assertRefused(new Archives().add('3', "device", "", 0644, ""), "kind '3'");
  }

  @Test
  void refusesWhatIsTooLargeOrDamaged() throws IOException {
    byte[] packed = new Archives().file("big", 0644, "x".repeat(2000)).packed();
    Path archive = Files.write(directory.resolve("archive"), packed);
    assertThatThrownBy(() -> Unpacking.unpack(archive, folder, 1999))
        .hasMessageContaining("2000 bytes");
    assertRefused(
        new Archives()
            .file("small", 0644, "x")
            .add('x', "PaxHeader", "", 0644, "28 size=%d\n".formatted(Long.MAX_VALUE))
            .file("huge", 0644, "x"),
        "huge has %d bytes, after 1 bytes".formatted(Long.MAX_VALUE));
    Files.write(archive, Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(() -> Unpacking.unpack(archive, folder)).isInstanceOf(IOException.class);
    assertRefused(new Archives().add('x', "bad", "", 0644, "99 path=a\n"), "damaged");
  }

  private void assertRefused(Archives archive, String because) {
    assertThatThrownBy(() -> unpack(archive))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(because);
  }

  private void unpack(Archives archive) throws IOException {
    Unpacking.unpack(Files.write(directory.resolve("archive"), archive.packed()), folder);
  }
}
