package dev.muster.cli.config;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file, {@code ~/.config/muster/config.yaml}. A context stands for variables of
 * the environment: it sets those that are not set there already.
 *
 * @param file where it is, or would be
 * @param current the context that counts unless another one is asked for; null for none
 */
public record Config(Path file, @Nullable String current, List<Context> contexts) {
  /** Variable with the project of jobs that are named without one. */
  public static final String PROJECT = "MUSTER_PROJECT";

  private static final String SERVER = "MUSTER_SERVER";
  private static final String TOKEN = "MUSTER_TOKEN";
  private static final String DATA = "MUSTER_DATA";

  /** How large the file may be. */
  private static final int BYTES_MAX = 256 * 1024;

  private static final Pattern CURRENT = Pattern.compile("(?m)^current\\s*:.*$");
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OTHERS_READ =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  public Config {
    contexts = List.copyOf(contexts);
  }

  /** What the file says; nothing when there is none. */
  public static Config read(Map<String, String> environment) {
    Path file = path(environment);
    if (!Files.exists(file)) {
      return new Config(file, null, List.of());
    }
    Config config = new ConfigReader(file).read(text(file));
    boolean secret = config.contexts().stream().anyMatch(context -> context.token() != null);
    forbid(file, OTHERS_WRITE, "others may write it");
    if (secret) {
      forbid(file, OTHERS_READ, "it has a token, and others may read it");
    }
    return config;
  }

  /** The environment with what a context adds to it. */
  public Map<String, String> applied(Map<String, String> environment, @Nullable String chosen) {
    String name = chosen == null ? current : chosen;
    if (name == null) {
      return environment;
    }
    Context context = context(name);
    Map<String, String> result = new HashMap<>(environment);
    boolean placed =
        chosen == null
            && (environment.containsKey(SERVER)
                || environment.containsKey(DATA)
                || environment.containsKey(TOKEN));
    if (!placed) {
      List.of(SERVER, TOKEN, DATA).forEach(result::remove);
      put(result, SERVER, context.server());
      put(result, DATA, context.dataDir());
      put(result, TOKEN, token(context, environment));
    }
    put(result, PROJECT, context.project());
    return result;
  }

  /** The context of a name. */
  public Context context(String name) {
    return find(name)
        .orElseThrow(() ->
            new FailureException(
                ExitCode.USAGE,
                "context: \"%s\" is not in %s (there: %s)".formatted(name, file, names()),
                "muster context"));
  }

  /** Makes a context the current one; everything else in the file stays as it is. */
  public void use(String name) throws IOException {
    Context context = context(name);
    String text = text(file);
    String line = "current: " + context.name();
    String changed =
        CURRENT.matcher(text).find()
            ? CURRENT.matcher(text).replaceFirst(line)
            : line + "\n" + text;
    Files.writeString(file, changed);
  }

  private Optional<Context> find(String name) {
    return contexts.stream().filter(context -> context.name().equals(name)).findFirst();
  }

  private String names() {
    return contexts.isEmpty()
        ? "none"
        : contexts.stream().map(Context::name).collect(Collectors.joining(", "));
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private @Nullable String token(Context context, Map<String, String> environment) {
    if (context.tokenFile() == null) {
      return context.token();
    }
    Path tokenFile = Path.of(home(context.tokenFile(), environment));
    forbid(tokenFile, OTHERS_READ, "others may read it");
    return text(tokenFile).strip();
  }

  /** {@code ~} at the beginning is the home directory, as in a shell. */
  static String home(String path, Map<String, String> environment) {
    return path.startsWith("~/") ? environment.getOrDefault("HOME", "") + path.substring(1) : path;
  }

  private static Path path(Map<String, String> environment) {
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder =
        configured.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", "/"), ".config")
            : Path.of(configured);
    return folder.resolve("muster").resolve("config.yaml");
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new FailureException(
            ExitCode.USAGE, "%s: more than %d bytes".formatted(file, BYTES_MAX), null);
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new FailureException(ExitCode.USAGE, file + ": no such file", null, e);
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.USAGE, "%s: cannot be read: %s".formatted(file, e), null, e);
    }
  }

  private static void forbid(Path file, Set<PosixFilePermission> forbidden, String what) {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(forbidden::contains)) {
        throw new FailureException(
            ExitCode.USAGE,
            "%s: %s (expected: rights of its owner alone)".formatted(file, what),
            "chmod 600 " + file);
      }
    } catch (NoSuchFileException e) {
      throw new FailureException(ExitCode.USAGE, file + ": no such file", null, e);
    } catch (IOException | UnsupportedOperationException e) {
      throw new FailureException(
          ExitCode.USAGE, "%s: its rights cannot be seen: %s".formatted(file, e), null, e);
    }
  }
}
