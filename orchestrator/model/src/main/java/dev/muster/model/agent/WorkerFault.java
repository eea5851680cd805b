package dev.muster.model.agent;

import java.util.List;

/**
 * Why a worker could not prepare.
 *
 * @param code dotted word of a fault code: {@code environment.failed}, {@code setup.failed}, …
 * @param detail one sentence
 * @param lastLines last lines of the tool that failed, bounded
 */
public record WorkerFault(String code, String detail, List<String> lastLines) {
  public WorkerFault {
    lastLines = List.copyOf(lastLines);
  }
}
