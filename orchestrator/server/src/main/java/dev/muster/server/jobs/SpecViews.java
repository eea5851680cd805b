package dev.muster.server.jobs;

import dev.muster.api.DeadlinesView;
import dev.muster.api.SecretView;
import dev.muster.model.spec.Deadlines;
import dev.muster.model.spec.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a manifest asked for, in the shape that people and scripts see. */
final class SpecViews {
  private SpecViews() {}

  static DeadlinesView view(Deadlines deadlines) {
    return new DeadlinesView(
        seconds(deadlines.start()), seconds(deadlines.run()), deadlines.finishBy());
  }

  static SecretView view(Secret secret) {
    return switch (secret.from()) {
      case Secret.Env env -> new SecretView(secret.name(), "env:" + env.variable());
      case Secret.File file -> new SecretView(secret.name(), "file:" + file.path());
    };
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }
}
