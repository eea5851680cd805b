package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.client.JobQuery;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.client.Submitted;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However often a submission comes, it is one job. */
class RepeatedSubmitsTest {
  private static final int TIMES = 20;

  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  @BeforeAll
  static void startAServer() throws Exception {
    OWN.muster().startServer();
  }

  @Test
  void theSameSubmissionGivenTwiceIsOneJob() throws Exception {
    Drill drill = drill("twice");
    long began = System.nanoTime();
    String manifest = drill.manifest().toString();
    Ended first = OWN.muster().run("submit", manifest);
    JobView job = drill.await(seen -> true);
    Ended second = OWN.muster().run("submit", manifest);

    assertThat(first.exit()).as(first.text()).isZero();
    assertThat(second.exit()).as(second.text()).isZero();
    end(drill, job.id());
    table.met("same submit twice", Recovery.since(began));
  }

  @Test
  void theSameSubmissionGivenTwentyTimesAtOnceIsOneJob() throws Exception {
    Drill drill = drill("at-once");
    long began = System.nanoTime();
    byte[] manifest = Files.readAllBytes(drill.manifest());
    String key = UUID.randomUUID().toString();

    List<Submitted> answers = atOnce(n -> new NewJob(manifest, null, null, key));

    assertThat(answers.stream().map(answer -> answer.job().id()).distinct()).hasSize(1);
    end(drill, answers.getFirst().job().id());
    table.met("same submit 20 times at once", Recovery.since(began));
  }

  @Test
  void twentyPeopleWhoSubmitTheEqualManifestAtOnceShareOneJob() throws Exception {
    Drill drill = drill("shared");
    byte[] manifest = Files.readAllBytes(drill.manifest());

    List<Submitted> answers =
        atOnce(n -> new NewJob(manifest, null, null, UUID.randomUUID().toString()));

    assertThat(answers).filteredOn(Submitted::created).hasSize(1);
    assertThat(answers.stream().map(answer -> answer.job().id()).distinct()).hasSize(1);
    end(drill, answers.getFirst().job().id());
  }

  private interface Made {
    NewJob of(int number);
  }

  private static Drill drill(String name) throws Exception {
    return Drill.of(OWN.muster(), OWN.folder(), name).gang(1, 1).steps(2, 2).holding("step-1", 0);
  }

  private static List<Submitted> atOnce(Made made) throws Exception {
    CountDownLatch all = new CountDownLatch(TIMES);
    try (MusterClient client = OWN.muster().client();
        ExecutorService people = Executors.newFixedThreadPool(TIMES)) {
      List<Future<Submitted>> answers = new ArrayList<>();
      for (int number = 0; number < TIMES; number++) {
        NewJob job = made.of(number);
        answers.add(
            people.submit(() -> {
              all.countDown();
              all.await();
              return client.submit(job);
            }));
      }
      List<Submitted> given = new ArrayList<>();
      for (Future<Submitted> answer : answers) {
        given.add(answer.get());
      }
      return given;
    }
  }

  /** It is the only one of its name that there ever was. */
  private static void end(Drill drill, String id) throws Exception {
    drill.letGo("step-1", 0);
    assertThat(drill.succeeded().id()).isEqualTo(id);
    try (MusterClient client = OWN.muster().client()) {
      assertThat(client.jobs(JobQuery.all()).items())
          .filteredOn(job -> job.name().equals(drill.ref().name()))
          .hasSize(1);
    }
  }
}
