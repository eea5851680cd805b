package dev.muster.agent.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.agent.process.Family;
import dev.muster.agent.process.Surroundings;
import dev.muster.model.spec.PythonSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the machine's own Python and without a network: a base environment gets a package by hand,
 * and jobs ask for it.
 */
class PythonEnvironmentsTest {
  @TempDir Path directory;
  private final List<String> activities = new CopyOnWriteArrayList<>();
  private Path base;
  private Path workdir;
  private Surroundings surroundings;
  private PythonEnvironments environments;

  @BeforeEach
  void makeBase() throws Exception {
    workdir = Files.createDirectories(directory.resolve("workdir"));
    base = directory.resolve("somebody's base");
    Process venv =
        new ProcessBuilder("python3", "-m", "venv", "--without-pip", base.toString())
            .inheritIO()
            .start();
    assertThat(venv.waitFor()).isZero();
    install("left", "1.4");
    Map<String, String> offline = new HashMap<>(System.getenv());
    offline.putAll(Map.of("UV_OFFLINE", "1", "PIP_NO_INDEX", "1", "UV_NO_CACHE", "1"));
    surroundings = new Surroundings(offline);
    environments = agent("home");
  }

  private PythonEnvironments agent(String name) throws IOException {
    Path home = Files.createDirectories(directory.resolve(name));
    Tools tools = new Tools(new Family(home), home);
    return new PythonEnvironments(
        directory.resolve("environments"),
        home,
        new Interpreters(tools, surroundings, home),
        new Installer(tools, surroundings, (buffer, length) -> {}, activities::add),
        activities::add);
  }

  @Test
  void isBuiltByOneAgentWhileOthersWait() throws Exception {
    PythonSpec wanted = wants("left");
    Callable<PythonHome> first = () -> environments.of(wanted, workdir);
    PythonEnvironments other = agent("other");
    Callable<PythonHome> second = () -> other.of(wanted, workdir);
    try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PythonHome>> homes = agents.invokeAll(List.of(first, second));
      assertThat(homes.get(0).get()).isEqualTo(homes.get(1).get());
    }
    assertThat(activities).containsOnlyOnce("environment: creating");
    assertThat(activities).contains("environment: waiting for another node that builds it");
  }

  @Test
  void downloadsNothingWhenTheInterpreterHasWhatIsRequired() throws Exception {
    PythonHome python = environments.of(wants("left>=1.2 # fine\n\nleft[extra]<2\n"), workdir);
    assertThat(python.virtualEnvironment()).hasParent(directory.resolve("environments"));
    assertThat(imported(python, "left")).isEqualTo("1.4");
    assertThat(activities).noneMatch(activity -> activity.contains("install"));
  }

  @Test
  void usesAnEnvironmentAgainAndBuildsABrokenOneAnew() throws Exception {
    PythonSpec wanted = wants("left");
    Path folder = built(wanted);
    Path touched = Files.writeString(folder.resolve("touched"), "");
    assertThat(built(wanted)).isEqualTo(folder);
    assertThat(touched).exists();

    Files.delete(folder.resolve("bin/python"));
    built(wanted);
    assertThat(touched).doesNotExist();

    Files.writeString(touched, "");
    Files.delete(folder.resolve("complete"));
    built(wanted);
    assertThat(touched).doesNotExist();
    assertThat(built(wants("left>1"))).isNotEqualTo(folder);
  }

  @Test
  void saysWhatCannotBeInstalledAndLeavesNoRuin() throws Exception {
    Unprepared failure = failure(wants("left>=2"));
    assertThat(failure.fault().code()).isEqualTo("environment.failed");
    assertThat(failure.fault().detail()).contains("requirements.txt cannot be installed");
    assertThat(String.join(" ", failure.fault().lastLines())).contains("left");
    try (Stream<Path> left = Files.list(directory.resolve("environments"))) {
      assertThat(left).allMatch(path -> path.toString().endsWith(".lock"));
    }
  }

  @Test
  void saysWhichVersionItFoundAndWhichItWanted() throws Exception {
    Unprepared failure = failure(new PythonSpec(null, ">=4.0", interpreter()));
    assertThat(failure.fault().detail()).contains("Python 3.", "(expected: >=4.0)");
    failure = failure(new PythonSpec(null, "recent", interpreter()));
    assertThat(failure.fault().detail()).startsWith("python.version: \"recent\" (expected");
  }

  @Test
  void saysThatAnInterpreterOrAFileIsNotThere() throws Exception {
    Unprepared failure = failure(new PythonSpec(null, null, "/nowhere/python"));
    assertThat(failure.fault().detail()).contains("/nowhere/python", "exit code 127");
    failure = failure(new PythonSpec("needs.txt", null, interpreter()));
    assertThat(failure.fault().detail()).contains("needs.txt (expected: a file in the working");
  }

  @Test
  void usesTheInterpreterItselfWithoutRequirements() throws Exception {
    PythonHome python = environments.of(new PythonSpec(null, ">=3.10", interpreter()), workdir);
    assertThat(python.virtualEnvironment()).isEqualTo(base);
    assertThat(imported(python, "left")).isEqualTo("1.4");
    assertThat(environments.of(null, workdir)).isEqualTo(PythonHome.NONE);
  }

  private Path built(PythonSpec wanted) throws Exception {
    return Objects.requireNonNull(environments.of(wanted, workdir).virtualEnvironment());
  }

  private Unprepared failure(PythonSpec wanted) {
    return catchThrowableOfType(Unprepared.class, () -> environments.of(wanted, workdir));
  }

  private PythonSpec wants(String requirements) throws IOException {
    Files.writeString(workdir.resolve("requirements.txt"), requirements);
    return new PythonSpec("requirements.txt", null, interpreter());
  }

  private String interpreter() {
    return base.resolve("bin/python").toString();
  }

  /** A package as an installer leaves it. */
  private void install(String name, String version) throws IOException {
    Path packages;
    try (Stream<Path> found = Files.list(base.resolve("lib"))) {
      packages = found.findFirst().orElseThrow().resolve("site-packages");
    }
    Path facts = Files.createDirectory(packages.resolve(name + "-" + version + ".dist-info"));
    Files.writeString(
        facts.resolve("METADATA"),
        "Metadata-Version: 2.1\nName: %s\nVersion: %s\nProvides-Extra: extra\n"
            .formatted(name, version));
    Files.writeString(packages.resolve(name + ".py"), "version = '%s'\n".formatted(version));
  }

  /** What a process with this Python sees, which it starts by its usual name. */
  private String imported(PythonHome python, String module) throws Exception {
    Map<String, String> environment = new Surroundings(System.getenv()).forJob();
    python.enter(environment);
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", "-c", "exec python -c 'import %s; print(%s.version)'".formatted(module, module));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
