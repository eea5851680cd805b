package dev.muster.client.workdir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out is read by tar itself. */
class PackedWorkdirTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectories(temporary.resolve("code"));
  }

  @Test
  void filesFoldersModesAndLinksArePacked() throws Exception {
    write("train.py", "print(1)\n");
    write("run.sh", "true\n");
    assertThat(folder.resolve("run.sh").toFile().setExecutable(true)).isTrue();
    write("lib/deep/er.py", "");
    Files.createDirectories(folder.resolve("empty"));
    Files.createSymbolicLink(folder.resolve("lib/link"), Path.of("../train.py"));

    PackedWorkdir packed = pack();
    Path out = unpack();

    assertThat(packed.files()).isEqualTo(3);
    assertThat(out.resolve("train.py")).hasContent("print(1)\n");
    assertThat(out.resolve("run.sh").toFile().canExecute()).isTrue();
    assertThat(out.resolve("lib/deep/er.py")).isEmptyFile();
    assertThat(out.resolve("empty")).isEmptyDirectory();
    assertThat(Files.readSymbolicLink(out.resolve("lib/link"))).hasToString("../train.py");
  }

  @Test
  void longAndForeignNamesSurvive() throws Exception {
    String name = "long/".repeat(30) + "größe-文件.py";
    write(name, "x");
    Files.createSymbolicLink(folder.resolve("a-link"), Path.of(name));

    pack();

    assertThat(unpack().resolve(name)).hasContent("x");
    assertThat(Files.readSymbolicLink(temporary.resolve("out/a-link"))).hasToString(name);
  }

  @Test
  void theSameContentHasTheSameDigestWheneverItWasWritten() throws Exception {
    write("a", "1");
    write("b/c", "2");
    String first = pack().digest();
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.fromMillis(0));
    assertThat(pack().digest()).isEqualTo(first);

    write("a", "3");
    assertThat(pack().digest()).isNotEqualTo(first);
  }

  @Test
  void whatIsIgnoredIsLeftOut() throws Exception {
    write(".gitignore", "*.log\n/data/\n!keep.log\n");
    write(".musterignore", "big.bin\n");
    write("sub/.gitignore", "!b.log\n");
    write(".git/config", "x");
    write("a.log", "x");
    write("keep.log", "x");
    write("data/huge", "x");
    write("sub/b.log", "x");
    write("sub/data/small", "x");
    write("big.bin", "x");

    pack();
    Path out = unpack();

    assertThat(List.of("a.log", "data", "big.bin", ".git"))
        .allSatisfy(name -> assertThat(out.resolve(name)).doesNotExist());
    assertThat(List.of("keep.log", "sub/b.log", "sub/data/small", ".gitignore"))
        .allSatisfy(name -> assertThat(out.resolve(name)).exists());
  }

  @Test
  void aLinkThatLeadsOutIsRefusedByName() throws Exception {
    Files.createSymbolicLink(folder.resolve("elsewhere"), Path.of("/etc"));

    assertThatThrownBy(this::pack)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("elsewhere: links to /etc")
        .hasMessageContaining(".musterignore");
  }

  private PackedWorkdir pack() throws IOException {
    return PackedWorkdir.pack(folder, temporary.resolve("packed.tar.gz"));
  }

  private Path unpack() throws Exception {
    Path out = Files.createDirectories(temporary.resolve("out"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", temporary.resolve("packed.tar.gz").toString())
            .directory(out.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(tar.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isNull();
    }
    assertThat(tar.waitFor()).isZero();
    return out;
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
