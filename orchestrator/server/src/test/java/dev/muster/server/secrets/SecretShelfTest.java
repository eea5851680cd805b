package dev.muster.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.JobId;
import dev.muster.model.spec.JobSpec;
import dev.muster.server.home.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretShelfTest {
  private static final JobId JOB = new JobId("abcdef");
  private static final Map<String, String> SENT = Map.of("HUB_TOKEN", "s3cr3t");
  private static final JobSpec SPEC =
      SecretReaderTest.spec("[{name: HUB_TOKEN, from: {env: HUB}}]");
  private static final Instant LATER = Instant.parse("3000-01-01T00:00:00Z");

  @TempDir Path folder;
  private DataDirectory home;
  private SecretShelf shelf;

  @BeforeEach
  void open() throws IOException {
    home = DataDirectory.open(folder);
    shelf = new SecretShelf(home, new SecretReader(Map.of()));
  }

  @Test
  void onlyTheOwnerCanReadWhatIsKept() throws IOException {
    shelf.keep(JOB, SPEC, SENT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(JOB))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file(JOB))).isEqualTo("{\"HUB_TOKEN\":\"s3cr3t\"}");
  }

  @Test
  void tellsWhatIsMissing() {
    assertThat(shelf.missing(SPEC, SENT)).isEmpty();
    assertThat(shelf.missing(SPEC, Map.of())).containsOnlyKeys("/spec/secrets/0/from");
  }

  @Test
  void keepsNothingOfAJobWithoutSecrets() throws IOException {
    shelf.keep(JOB, SecretReaderTest.spec("[]"), Map.of());
    assertThat(home.job(JOB).root()).doesNotExist();
  }

  @Test
  void leavesNothingOfWhatItForgets() throws IOException {
    shelf.keep(JOB, SPEC, SENT);
    shelf.forget(JOB);
    assertThat(home.job(JOB).root()).doesNotExist();
    shelf.forget(JOB);
  }

  @Test
  void leavesWhatElseAJobHas() throws IOException {
    shelf.keep(JOB, SPEC, SENT);
    Files.createDirectories(home.job(JOB).logs());
    shelf.forget(JOB);
    assertThat(file(JOB)).doesNotExist();
    assertThat(home.job(JOB).logs()).exists();
  }

  @Test
  void sweepsWhatBelongsToNoUnfinishedJob() throws IOException {
    JobId live = new JobId("living");
    JobId broken = new JobId("broken");
    shelf.keep(JOB, SPEC, SENT);
    shelf.keep(live, SPEC, SENT);
    Files.createDirectories(home.job(broken).root());
    Path half = Files.writeString(home.job(broken).root().resolve("secrets.new"), "{");
    Files.writeString(Files.createDirectories(folder.resolve("jobs/Not A Job")).resolve("x"), "");

    shelf.sweep(live::equals, Instant.EPOCH);
    assertThat(file(JOB)).as("it may just be on its way").exists();
    shelf.sweep(live::equals, LATER);

    assertThat(file(JOB)).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(file(live)).exists();
  }

  private Path file(JobId job) {
    return home.job(job).secrets();
  }
}
