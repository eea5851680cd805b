package dev.muster.server.prune;

import dev.muster.api.PruneOrder;
import dev.muster.api.PruneView;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives disk back on order. */
@Controller("/api/v1/prune")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PruneResource {
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhdw])");

  private final Pruning pruning;

  PruneResource(Pruning pruning) {
    this.pruning = pruning;
  }

  /** Gives disk back that nobody needs any more. */
  @Post
  PruneView prune(
      @Body @Nullable PruneOrder order, @QueryValue(defaultValue = "false") boolean dryRun)
      throws IOException {
    String before = order == null ? null : order.finishedBefore();
    return pruning.prune(before == null ? null : age(before), dryRun);
  }

  private static Duration age(String text) {
    Matcher matcher = AGE.matcher(text);
    if (!matcher.matches()) {
      throw RefusedException.badRequest(
          "finishedBefore: \"%s\" (expected: a time such as 12h, 7d or 4w)".formatted(text));
    }
    return unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }
}
