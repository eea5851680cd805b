package dev.muster.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.home.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {
  @TempDir private Path folder;

  @Test
  void aQuestionThatBreaksIsAFindingAndTheOthersAreAnswered() throws InterruptedException {
    List<Finding> findings =
        Examination.of(
            List.of(
                new Examination.Question(
                    "broken",
                    () -> {
                      throw new IOException("no such thing");
                    }),
                new Examination.Question("whole", () -> List.of(Finding.ok("whole", "yes")))));

    assertThat(findings).extracting(Finding::subject).containsExactly("broken", "whole");
    assertThat(findings.getFirst().detail()).contains("no such thing");
    assertThat(findings).noneMatch(Finding::blocks);
  }

  @Test
  void everythingIsLookedAtOnThisMachine() throws InterruptedException {
    List<Examination.Question> questions = new ArrayList<>();
    questions.addAll(new Programs(System.getenv()).questions());
    questions.addAll(new Machine(folder.resolve("not/there")).questions());

    assertThat(Examination.of(questions))
        .extracting(Finding::subject)
        .contains("java", "python", "node.js", "gpu", "docker", "cores", "memory", "disk")
        .contains("open files", "processes", "cgroup", "inotify");
  }

  @Test
  void withoutPythonOnPathItIsSaidHowToGetIt() throws InterruptedException {
    Map<String, String> bare = Map.of("PATH", folder.toString());

    assertThat(Examination.of(new Programs(bare).questions()))
        .filteredOn(finding -> finding.subject().equals("python"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.verdict()).isEqualTo(Finding.NOTE);
          assertThat(finding.fix()).contains("python3-venv");
        });
  }

  @Test
  void aDataDirectoryThatIsAFileBlocks() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(looked(file)).singleElement().matches(Finding::blocks);
    assertThat(looked(file.resolve("below"))).singleElement().matches(Finding::blocks);
  }

  @Test
  void rightsOfOthersAndAMissingServerAreTold() throws IOException, InterruptedException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(looked(folder))
        .satisfiesExactly(
            rights -> assertThat(rights.fix()).isEqualTo("chmod 700 " + folder),
            server -> assertThat(server.detail()).contains("none runs"));
  }

  private static List<Finding> looked(Path data) throws InterruptedException {
    return Examination.of(new DataDirectory(new DataHome(data), "1").questions());
  }
}
