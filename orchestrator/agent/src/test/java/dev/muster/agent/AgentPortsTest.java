package dev.muster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerPhase;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ports that a job asks for must be free before its ranks start. */
class AgentPortsTest {
  @RegisterExtension final AgentUnderTest agent = new AgentUnderTest();

  @Test
  void tellsWhoHoldsAPortThatTheJobAsksFor() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      agent.server.prepare(1, preparation(taken.getLocalPort()));
      WorkerFault fault = Objects.requireNonNull(agent.await(WorkerPhase.FAILED).fault());
      assertThat(fault.code()).isEqualTo("port.taken");
      assertThat(fault.detail())
          .startsWith("port %d is held by ".formatted(taken.getLocalPort()))
          .contains("(pid %d)".formatted(ProcessHandle.current().pid()))
          .endsWith("(spec.resources.ports asks for it)");
    }
  }

  @Test
  void isReadyWhenAllAreFree() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    agent.server.prepare(1, preparation(port));
    agent.await(WorkerPhase.READY);
  }

  private Preparation preparation(int port) {
    return new Preparation(
        "job-1", 1, agent.jobDirectory().toString(), null, null, null, Map.of(), List.of(port));
  }
}
