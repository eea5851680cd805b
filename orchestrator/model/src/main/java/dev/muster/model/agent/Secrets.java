package dev.muster.model.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a job's secrets. They travel in a {@link Directive} and are written nowhere: no
 * text that is made of this shows one.
 *
 * @param values what each variable is, for ranks and setup
 * @param missing variables whose values are not there any more; nothing can run without them
 */
public record Secrets(Map<String, String> values, List<String> missing) {
  /** Of a job that has none. */
  public static final Secrets NONE = new Secrets(Map.of(), List.of());

  public Secrets {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    missing = List.copyOf(missing);
  }

  @Override
  public String toString() {
    return "Secrets[%d values, missing=%s]".formatted(values.size(), missing);
  }
}
