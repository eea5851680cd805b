package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.client.JobOrder;
import dev.muster.client.JobRef;
import dev.muster.model.agent.Order;
import dev.muster.model.agent.WorkerPhase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Who looks at something large asks for a part of it: the end of a log, the newest events, one of
 * many namesakes.
 */
class PartsTest {
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
  void theEndOfALogSaysWhereItBegins() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    FakeAgent agent = running();
    agent.log(0, 0, "0123456789");

    HttpResponse<String> end = get("/logs?tail=4");
    HttpResponse<String> more = get("/logs?tail=99");

    assertThat(end.body()).isEqualTo("6789");
    assertThat(end.headers().firstValue("Muster-Log-Offset")).contains("6");
    assertThat(more.body()).isEqualTo("0123456789");
    assertThat(more.headers().firstValue("Muster-Log-Offset")).contains("0");
    assertThat(get("/logs?since=3").headers().firstValue("Muster-Log-Offset")).contains("3");
    assertThat(get("/logs?rank=1&tail=4").body()).isEmpty();
  }

  @Test
  void theNewestEventsComeInTheirOrder() throws Exception {
    fixture.submit(ServerFixture.MANIFEST);
    running();

    List<Long> all = ids(get("/events"));

    assertThat(all).hasSizeGreaterThan(3);
    assertThat(ids(get("/events?newest=2"))).isEqualTo(all.subList(all.size() - 2, all.size()));
    assertThat(ids(get("/events?newest=500"))).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/logs?tail=-1", "/events?newest=0", "/events?newest=1001"})
  void aPartThatIsNoneIsRefused(String part) throws Exception {
    fixture.submit(ServerFixture.MANIFEST);

    assertThat(get(part).statusCode()).isEqualTo(400);
  }

  @Test
  void anEarlierJobOfTheNameIsFoundByItsId() throws Exception {
    JobView earlier = fixture.submit(ServerFixture.MANIFEST).job();
    fixture.client().order(ServerFixture.HELLO, JobOrder.CANCEL, "k");
    JobView later = fixture.submit(ServerFixture.MANIFEST).job();

    assertThat(fixture.client().job(ServerFixture.HELLO).id()).isEqualTo(later.id());
    assertThat(fixture.client().job(new JobRef("default", earlier.id())))
        .satisfies(found -> {
          assertThat(found.id()).isEqualTo(earlier.id());
          assertThat(found.state()).isEqualTo("cancelled");
        });
    assertThat(
            fixture.send(fixture.request("/api/v1/jobs/other/" + earlier.id()).GET()).statusCode())
        .isEqualTo(404);
  }

  private FakeAgent running() throws Exception {
    List<FakeAgent> agents = fixture.nextAgents();
    agents.forEach(FakeAgent::becomeReady);
    agents.forEach(agent -> agent.await(Order.RUN));
    agents.forEach(agent -> agent.say(WorkerPhase.RUNNING, agent.alive()));
    return agents.getFirst();
  }

  private HttpResponse<String> get(String part) throws Exception {
    return fixture.send(fixture.request("/api/v1/jobs/default/hello" + part).GET());
  }

  private static List<Long> ids(HttpResponse<String> events) {
    List<Long> ids = new ArrayList<>();
    for (JsonNode event : ServerFixture.json(events).get("items")) {
      ids.add(event.get("id").asLong());
    }
    return ids;
  }
}
