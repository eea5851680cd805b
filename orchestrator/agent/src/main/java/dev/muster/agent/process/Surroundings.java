package dev.muster.agent.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What children may see of the environment of the agent. An allow-list: nothing of the server, of
 * the person who started it, or of a job around us leaks into a rank by accident.
 */
public final class Surroundings {
  private static final Set<String> NAMES =
      Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "SSL_CERT_FILE");
  private static final Set<String> PROXIES = Set.of("http_proxy", "https_proxy", "no_proxy");
  private static final List<String> PREFIXES = List.of("LC_", "CUDA_", "NCCL_");
  private static final List<String> BUILD_PREFIXES = List.of("PIP_", "UV_");
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private final Map<String, String> all;
  private final Map<String, String> secrets;

  public Surroundings(Map<String, String> all) {
    this(all, Map.of());
  }

  private Surroundings(Map<String, String> all, Map<String, String> secrets) {
    this.all = Map.copyOf(all);
    this.secrets = Map.copyOf(secrets);
  }

  /** The same for a job that has secrets. */
  public Surroundings with(Map<String, String> secretsOfJob) {
    return new Surroundings(all, secretsOfJob);
  }

  /** For ranks and setup, which also get the job's secrets. */
  public Map<String, String> forJob() {
    Map<String, String> environment = allowed(PREFIXES);
    environment.putAll(secrets);
    return environment;
  }

  /** For tools that build environments: they may be configured too. */
  public Map<String, String> forBuild() {
    Map<String, String> environment = allowed(PREFIXES);
    environment.putAll(allowed(BUILD_PREFIXES));
    return environment;
  }

  private Map<String, String> allowed(List<String> prefixes) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", DEFAULT_PATH);
    all.forEach((name, value) -> {
      if (allowed(name, prefixes)) {
        environment.put(name, value);
      }
    });
    return environment;
  }

  private static boolean allowed(String name, List<String> prefixes) {
    return NAMES.contains(name)
        || PROXIES.contains(name.toLowerCase(Locale.ROOT))
        || prefixes.stream().anyMatch(name::startsWith);
  }
}
