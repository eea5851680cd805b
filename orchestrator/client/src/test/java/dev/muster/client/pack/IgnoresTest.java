package dev.muster.client.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoresTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} {2} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          *.pt           | a.pt             | leaves out
          *.pt           | deep/down/a.pt   | leaves out
          *.pt           | a.pth            | keeps
          data           | data/            | leaves out
          data           | src/data         | leaves out
          data/          | data             | keeps
          data/          | data/            | leaves out
          data/          | src/data/        | leaves out
          /data          | data/            | leaves out
          /data          | src/data/        | keeps
          src/data       | src/data/        | leaves out
          src/data       | lib/src/data/    | keeps
          src/*.py       | src/a.py         | leaves out
          src/*.py       | src/sub/a.py     | keeps
          **/logs        | logs/            | leaves out
          **/logs        | a/b/logs/        | leaves out
          a/**/z         | a/z              | leaves out
          a/**/z         | a/b/c/z          | leaves out
          a/**/z         | b/a/z            | keeps
          out/**         | out/             | keeps
          out/**         | out/x/y          | leaves out
          file?.txt      | file1.txt        | leaves out
          file?.txt      | file12.txt       | keeps
          f[0-3].txt     | f2.txt           | leaves out
          f[!0-3].txt    | f2.txt           | keeps
          f[!0-3].txt    | f7.txt           | leaves out
          f[a            | f[a              | keeps
          a[]b].txt      | a].txt           | leaves out
          # comment      | # comment        | keeps
          \\#hash         | #hash            | leaves out
          \\!bang         | !bang            | leaves out
          a.b            | axb              | keeps
          (x)+           | (x)+             | leaves out
          *              | anything         | leaves out
          foo*bar        | foo/bar          | keeps
          !keep          | keep             | keeps
          """)
  void aPatternLeavesOutWhatItMatches(String pattern, String path, String verdict)
      throws IOException {
    Files.writeString(folder.resolve(".gitignore"), pattern + "\n");

    assertThat(leavesOut(path)).isEqualTo(verdict.equals("leaves out"));
  }

  @Test
  void theLastMatchingLineDecides() throws IOException {
    Files.writeString(folder.resolve(".gitignore"), "*.txt\n!a.txt\n\n!b.txt\nb.txt\n");

    assertThat(leavesOut("a.txt")).isFalse();
    assertThat(leavesOut("b.txt")).isTrue();
    assertThat(leavesOut("c.txt")).isTrue();
  }

  @Test
  void blanksAtTheEndOfALineDoNotCountUnlessEscaped() throws IOException {
    Files.writeString(folder.resolve(".gitignore"), "a.txt  \nb.txt\\ \n");

    assertThat(leavesOut("a.txt")).isTrue();
    assertThat(leavesOut("b.txt")).isFalse();
    assertThat(leavesOut("b.txt ")).isTrue();
  }

  @Test
  void ourFileHasTheLastWordInAFolder() throws IOException {
    Files.writeString(folder.resolve(".gitignore"), "data/\n");
    Files.writeString(folder.resolve(".musterignore"), "!data/\n*.md\n");

    assertThat(leavesOut("data/")).isFalse();
    assertThat(leavesOut("README.md")).isTrue();
  }

  @Test
  void anInnerFileHasTheLastWordBelowIt() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve(".gitignore"), "*.bin\n");
    Files.writeString(folder.resolve("sub/.gitignore"), "!keep.bin\n/own.txt\n");

    assertThat(names(Listing.of(filled("a.bin", "sub/keep.bin", "sub/b.bin", "sub/own.txt"))))
        .containsExactly(".gitignore", "sub", "sub/.gitignore", "sub/keep.bin");
  }

  @Test
  void whatLiesInAFolderThatIsLeftOutCannotBeTakenBack() throws IOException {
    Files.writeString(folder.resolve(".gitignore"), "data/\n!data/small.txt\n");

    assertThat(names(Listing.of(filled("data/small.txt", "train.py"))))
        .containsExactly(".gitignore", "train.py");
  }

  @Test
  void someFoldersAreNeverTakenAlong() throws IOException {
    Files.writeString(folder.resolve(".musterignore"), "!.venv\n!.git\n!__pycache__\n");
    filled(".git/config", ".venv/bin/python", "pkg/__pycache__/a.pyc", "pkg/a.py");

    assertThat(names(Listing.of(folder))).containsExactly(".musterignore", "pkg", "pkg/a.py");
  }

  @Test
  void inARepositoryTheFilesAboveCountToo() throws IOException {
    filled(".git/HEAD", "job/train.py", "job/model.ckpt", "job/build/x");
    Files.writeString(folder.resolve(".gitignore"), "*.ckpt\n/job/build\n");

    assertThat(names(Listing.of(folder.resolve("job")))).containsExactly("train.py");
  }

  @Test
  void outsideARepositoryTheFilesAboveDoNotCount() throws IOException {
    filled("job/train.py", "job/model.ckpt");
    Files.writeString(folder.resolve(".gitignore"), "*.ckpt\n");

    assertThat(names(Listing.of(folder.resolve("job")))).containsExactly("model.ckpt", "train.py");
  }

  @Test
  void aWorkdirThatGitLeavesOutAsAWholeIsStillTaken() throws IOException {
    filled(".git/HEAD", "scratch/train.py");
    Files.writeString(folder.resolve(".gitignore"), "*\n");

    assertThat(names(Listing.of(folder.resolve("scratch")))).containsExactly("train.py");
  }

  private boolean leavesOut(String path) throws IOException {
    Ignores ignores = Ignores.of(folder);
    boolean isFolder = path.endsWith("/");
    return ignores.leavesOut(folder.resolve(path), isFolder);
  }

  private Path filled(String... files) throws IOException {
    for (String file : files) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    return folder;
  }

  private static List<String> names(List<Member> members) {
    return members.stream().map(Member::name).toList();
  }
}
