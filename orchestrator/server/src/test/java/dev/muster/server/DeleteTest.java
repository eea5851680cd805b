package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.api.Problem;
import dev.muster.client.JobRef;
import dev.muster.client.ProblemException;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Jobs are forgotten with all they have, once they have ended. */
class DeleteTest {
  private static final JobRef HELLO = ServerFixture.HELLO;
  private static final String PATH = "/api/v1/jobs/default/hello";

  @TempDir Path folder;
  private ServerFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = ServerFixture.on(folder);
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void anEndedJobGoesWithItsHistoryAndItsFiles() throws Exception {
    JobView job = ended();
    Path files = fixture.server().home().jobs().resolve(job.id());
    assertThat(files).exists();

    fixture.client().delete(HELLO, true);
    assertThat(files).exists();
    fixture.client().delete(HELLO, false);

    assertThat(files).doesNotExist();
    assertThat(problemOf(() -> fixture.client().job(HELLO)).status()).isEqualTo(404);
    assertThat(problemOf(() -> fixture.client().delete(HELLO, false)).status()).isEqualTo(404);
    fixture.restart();
    assertThat(problemOf(() -> fixture.client().job(HELLO)).status()).isEqualTo(404);
    assertThat(fixture.submit(ServerFixture.MANIFEST).job().id()).isNotEqualTo(job.id());
  }

  @Test
  void aJobThatHasNotEndedStaysAndSaysHowToEndIt() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);

    Problem problem = problemOf(() -> fixture.client().delete(HELLO, false));

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.type()).isEqualTo("job.unfinished");
    ExplanationView explanation = requireNonNull(problem.explanation());
    assertThat(explanation.next()).containsExactly("muster cancel hello");
    assertThat(fixture.client().job(HELLO).finished()).isFalse();
  }

  @Test
  void aJobThatHasChangedSinceItWasSeenStays() throws Exception {
    ended();

    HttpResponse<String> answer =
        fixture.send(fixture.request(PATH).header("If-Match", "\"1-x\"").DELETE());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
    assertThat(JsonMapper.shared().readTree(answer.body()).path("detail").asString()).isNotEmpty();
    assertThat(fixture.client().job(HELLO).state()).isEqualTo("succeeded");
  }

  private JobView ended() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.exited(0)));
    agents.forEach(agent -> agent.log(agent.node(), 0, "done\n"));
    agents.forEach(agent -> agent.stop(agent.exited(0)));
    agents.forEach(agent -> agent.await(Order.EXIT));
    return fixture.client().job(HELLO);
  }

  private static Problem problemOf(ThrowingCallable asking) {
    return catchThrowableOfType(ProblemException.class, asking).problem();
  }
}
