package dev.muster.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import java.util.List;

/** The service's entry. */
public final class MusterServer {
  /** Starts, answers one request to itself and ends: what an AOT cache is trained with. */
  private static final String TRAIN = "--train";

  private MusterServer() {}

  public static void main(String[] args) throws Exception {
    if (List.of(args).contains(TRAIN)) {
      try (ApplicationContext context = start("-micronaut.server.port=-1")) {
        Rehearsal.of(context).run();
      }
      return;
    }
    start(args);
  }

  private static ApplicationContext start(String... args) {
    return Micronaut.build(args).mainClass(MusterServer.class).banner(false).start();
  }
}
