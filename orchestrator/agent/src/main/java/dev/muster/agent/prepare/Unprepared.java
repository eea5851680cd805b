package dev.muster.agent.prepare;

import dev.muster.model.agent.WorkerFault;
import dev.muster.spi.FaultCode;
import java.util.List;

/** The node could not be prepared; carries what the server is told. */
final class Unprepared extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient WorkerFault fault;

  Unprepared(FaultCode code, String detail, List<String> lastLines) {
    super(detail);
    this.fault = new WorkerFault(code.word(), detail, lastLines);
  }

  Unprepared(FaultCode code, String detail) {
    this(code, detail, List.of());
  }

  WorkerFault fault() {
    return fault;
  }
}
