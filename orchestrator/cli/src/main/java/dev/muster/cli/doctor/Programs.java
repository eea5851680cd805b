package dev.muster.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that Muster starts: Java, Python, Node.js, the GPU's driver, Docker. */
public final class Programs {
  private static final int JAVA_MIN = 25;
  private static final int PYTHON_MINOR_MIN = 10;
  private static final int NODE_MIN = 20;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final String SMI = "nvidia-smi";

  private final Tool tool;
  private final Map<String, String> environment;

  public Programs(Map<String, String> environment) {
    this.environment = environment;
    this.tool = new Tool(environment);
  }

  /** The questions about programs. */
  public List<Examination.Question> questions() {
    return List.of(
        new Examination.Question("java", Programs::java),
        new Examination.Question("python", this::python),
        new Examination.Question("node.js", this::node),
        new Examination.Question("gpu", this::gpu),
        new Examination.Question("docker", this::docker));
  }

  /** What runs this has its runtime; a build needs its compiler too. */
  private static List<Finding> java() {
    Path home = Path.of(System.getProperty("java.home"));
    String version = Runtime.version().toString();
    if (Runtime.version().feature() < JAVA_MIN) {
      return List.of(Finding.missing("java", version, "apt-get install temurin-25-jdk"));
    }
    return List.of(
        Files.isExecutable(home.resolve("bin").resolve("javac"))
            ? Finding.ok("java", "%s in %s".formatted(version, home))
            : Finding.missing(
                "java",
                home + " has no javac (expected: a JDK)",
                "apt-get install temurin-25-jdk"));
  }

  private List<Finding> python() throws InterruptedException {
    Optional<Path> python = tool.find("python3").or(() -> tool.find("python"));
    if (python.isEmpty()) {
      return List.of(
          Finding.note(
              "python",
              "none on PATH: jobs with spec.python cannot run",
              "apt-get install python3 python3-venv"));
    }
    String path = python.get().toString();
    String said = tool.ask(path, "--version").map(Tool.Answer::line).orElse("does not answer");
    Matcher version = VERSION.matcher(said);
    if (!version.find() || Integer.parseInt(version.group(2)) < PYTHON_MINOR_MIN) {
      return List.of(
          Finding.note(
              "python",
              "%s: %s (expected: 3.%d or newer)".formatted(path, said, PYTHON_MINOR_MIN),
              "apt-get install python3 python3-venv"));
    }
    boolean venv =
        tool.ask(path, "-c", "import venv, ensurepip").map(Tool.Answer::good).orElse(false);
    return List.of(
        Finding.ok("python", "%s in %s".formatted(said, path)),
        venv
            ? Finding.ok("python venv", "can be imported")
            : Finding.note(
                "python venv",
                "missing: environments of jobs cannot be built",
                "apt-get install python3-venv"));
  }

  private List<Finding> node() throws InterruptedException {
    Optional<Path> node = tool.find("node");
    String fix = "install Node.js 20.19 or newer: https://nodejs.org/en/download";
    if (node.isEmpty()) {
      return List.of(Finding.note("node.js", "none on PATH: Muster is built without page", fix));
    }
    String said =
        tool.ask(node.get().toString(), "--version").map(Tool.Answer::line).orElse("no answer");
    Matcher version = VERSION.matcher(said);
    boolean good = version.find() && Integer.parseInt(version.group(1)) >= NODE_MIN;
    if (!good) {
      return List.of(
          Finding.note("node.js", said + " is too old: Muster is built without page", fix));
    }
    return List.of(
        tool.find("npm").isPresent()
            ? Finding.ok("node.js", said + " with npm")
            : Finding.note(
                "node.js", said + " without npm: no page is built", "apt-get install npm"));
  }

  /** A card without driver, a driver without program, or a program without driver. */
  private List<Finding> gpu() throws InterruptedException {
    Optional<Path> smi = tool.find(SMI);
    if (smi.isEmpty()) {
      return List.of(
          Files.exists(NVIDIA_DRIVER)
              ? Finding.note("gpu", "the NVIDIA driver is loaded, nvidia-smi is not on PATH", null)
              : Finding.note("gpu", "none seen (no nvidia-smi): jobs train on CPU here", null));
    }
    Optional<Tool.Answer> answer =
        tool.ask(smi.get().toString(), "--query-gpu=name,driver_version", "--format=csv,noheader");
    if (answer.isPresent() && answer.get().good()) {
      long count = answer.get().text().lines().filter(line -> !line.isBlank()).count();
      return List.of(Finding.ok("gpu", "%d: %s".formatted(count, answer.get().line())));
    }
    return List.of(
        Finding.note(
            "gpu",
            "nvidia-smi fails: " + answer.map(Tool.Answer::line).orElse("no answer"),
            "nvidia-smi"));
  }

  private List<Finding> docker() throws InterruptedException {
    Optional<Path> docker = tool.find("docker");
    if (docker.isEmpty()) {
      return List.of(
          Finding.note("docker", "none on PATH: only some of Muster's own tests need it", null));
    }
    Optional<Tool.Answer> answer =
        tool.ask(docker.get().toString(), "version", "--format", "{{.Server.Version}}");
    return List.of(
        answer.filter(Tool.Answer::good).isPresent()
            ? Finding.ok("docker", "server " + answer.get().line())
            : Finding.note(
                "docker",
                "its server does not answer as %s: only some of Muster's own tests need it"
                    .formatted(environment.getOrDefault("USER", "this user")),
                "systemctl start docker"));
  }
}
