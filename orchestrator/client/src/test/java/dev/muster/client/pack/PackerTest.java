package dev.muster.client.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackerTest {
  @TempDir private Path temporary;
  private Path workdir;

  @BeforeEach
  void makeWorkdir() throws IOException {
    workdir = Files.createDirectories(temporary.resolve("workdir"));
  }

  @Test
  void systemTarUnpacksWhatWasPacked() throws Exception {
    write("train.py", "print('hi')\n", "rwxr-x---");
    write("pkg/deep/ünïcode name.txt", "text", "rw-r--r--");
    write("empty", "", "rw-------");
    write("n".repeat(90) + "/" + "m".repeat(120) + ".txt", "long", "rw-r--r--");
    Files.createDirectories(workdir.resolve("hollow"));
    Files.createSymbolicLink(workdir.resolve("link"), Path.of("pkg/deep"));
    Files.createSymbolicLink(workdir.resolve("pkg/up"), Path.of("../train.py"));

    assertThat(tree(unpacked(workdir))).isEqualTo(tree(workdir)).hasSize(10);
  }

  @Test
  void theSameContentGivesTheSameBytesWhateverItsAgeAndOrder() throws Exception {
    write("b.txt", "b", "rw-r--r--");
    write("a.txt", "a", "rw-r--r--");
    Path other = Files.createDirectories(temporary.resolve("other"));
    Files.writeString(other.resolve("a.txt"), "a");
    Files.writeString(other.resolve("b.txt"), "b");
    Files.setLastModifiedTime(other.resolve("a.txt"), FileTime.from(Instant.EPOCH));

    assertThat(digest(other)).isEqualTo(digest(workdir)).hasSize(64);
  }

  @Test
  void contentModeAndNameEachChangeTheDigest() throws Exception {
    write("a.txt", "a", "rw-r--r--");
    String first = digest(workdir);
    write("a.txt", "b", "rw-r--r--");
    String content = digest(workdir);
    write("a.txt", "a", "rwxr-xr-x");
    String mode = digest(workdir);
    Files.move(workdir.resolve("a.txt"), workdir.resolve("c.txt"));
    String name = digest(workdir);

    assertThat(Stream.of(first, content, mode, name).distinct()).hasSize(4);
  }

  @Test
  void theDigestIsTheOneOfTheFile() throws Exception {
    write("a.txt", "a", "rw-r--r--");
    try (Packed packed = new Packer().pack(workdir)) {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(packed.file()));
      assertThat(packed.digest()).isEqualTo(HexFormat.of().formatHex(sha));
      assertThat(packed.files()).isEqualTo(1);
    }
  }

  @Test
  void closingRemovesTheFile() throws Exception {
    Packed packed = new Packer().pack(workdir);
    assertThat(packed.file()).exists();
    packed.close();
    assertThat(packed.file()).doesNotExist();
  }

  @Test
  void whatIsTooLargeIsRefusedWithItsLargestFiles() throws IOException {
    write("small.txt", "x", "rw-r--r--");
    write("data/big.bin", "x".repeat(3 << 20), "rw-r--r--");

    assertThatThrownBy(() -> new Packer(2 << 20).pack(workdir))
        .isInstanceOf(UnpackableException.class)
        .hasMessageContaining("3 MiB (expected: <= 2 MiB)")
        .hasMessageContaining("data/big.bin (3.0 MiB)");
  }

  @Test
  void aLinkThatLeadsOutsideIsRefusedByName() throws IOException {
    Files.createSymbolicLink(workdir.resolve("data"), Path.of("/srv/data"));
    Files.createSymbolicLink(workdir.resolve("up"), Path.of("../elsewhere"));

    assertThatThrownBy(() -> new Packer().pack(workdir))
        .isInstanceOf(UnpackableException.class)
        .hasMessageContaining("data is a link to /srv/data, up is a link to ../elsewhere");
  }

  @Test
  void aLinkThatIsLeftOutMayLeadAnywhere() throws Exception {
    Files.createSymbolicLink(workdir.resolve("data"), Path.of("/srv/data"));
    write(".musterignore", "/data\n", "rw-r--r--");

    assertThat(tree(unpacked(workdir))).containsOnlyKeys(".musterignore");
  }

  private void write(String name, String text, String mode) throws IOException {
    Path file = workdir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String digest(Path folder) throws IOException {
    try (Packed packed = new Packer().pack(folder)) {
      return packed.digest();
    }
  }

  private Path unpacked(Path folder) throws Exception {
    Path target = Files.createDirectories(temporary.resolve("unpacked"));
    try (Packed packed = new Packer().pack(folder)) {
      Process tar =
          new ProcessBuilder("tar", "-xpzf", packed.file().toString(), "-C", target.toString())
              .inheritIO()
              .start();
      assertThat(tar.waitFor()).isZero();
    }
    return target;
  }

  /** Everything below a folder: kind, mode and content, by name. */
  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(path -> !path.equals(root))
          .forEach(path -> tree.put(root.relativize(path).toString(), described(path)));
    }
    return tree;
  }

  private static String described(Path path) {
    try {
      if (Files.isSymbolicLink(path)) {
        return "link to " + Files.readSymbolicLink(path);
      }
      String mode =
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
      return Files.isDirectory(path) ? "folder " + mode : mode + " " + Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
