package dev.muster.agent.prepare;

import dev.muster.agent.log.Log;
import dev.muster.model.spec.PythonSpec;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Python environments of this machine, one folder for each interpreter and content of requirements,
 * built once and shared by all agents and jobs:
 *
 * <pre>
 *   HASH.lock       held while somebody looks at or builds it
 *   HASH/           the virtual environment
 *   HASH/complete   written last: what the requirements check said then
 * </pre>
 *
 * <p>One without the last file is a ruin, and so is one that does not start or has lost packages
 * that it had: both are built anew. Where what the interpreter itself has installed is enough,
 * nothing is downloaded.
 */
final class PythonEnvironments {
  private static final String COMPLETE = "complete";

  private final Path root;
  private final Path home;
  private final Interpreters interpreters;
  private final Installer installer;
  private final Consumer<String> activity;

  PythonEnvironments(
      Path root,
      Path home,
      Interpreters interpreters,
      Installer installer,
      Consumer<String> activity) {
    this.root = root;
    this.home = home;
    this.interpreters = interpreters;
    this.installer = installer;
    this.activity = activity;
  }

  /** The Python of a job; {@code null} asks for none. */
  PythonHome of(@Nullable PythonSpec python, Path workdir) throws Unprepared, InterruptedException {
    if (python == null) {
      return PythonHome.NONE;
    }
    try {
      Path requirements = requirements(python, workdir);
      activity.accept("environment: looking at the interpreter");
      String wanted = python.interpreter() == null ? "python3" : python.interpreter();
      Interpreter base = interpreters.ask(wanted, requirements);
      requireVersion(base, python.version());
      return requirements == null ? bare(base) : built(base, requirements, workdir);
    } catch (IOException e) {
      throw new Unprepared(FaultCode.ENVIRONMENT_FAILED, "environment: " + e.getMessage());
    }
  }

  private static @Nullable Path requirements(PythonSpec python, Path workdir) throws Unprepared {
    if (python.requirements() == null) {
      return null;
    }
    Path file = workdir.resolve(python.requirements());
    if (!Files.isRegularFile(file)) {
      throw new Unprepared(
          FaultCode.ENVIRONMENT_FAILED,
          "python.requirements: %s (expected: a file in the working directory)"
              .formatted(python.requirements()));
    }
    return file;
  }

  private static void requireVersion(Interpreter found, @Nullable String wanted) throws Unprepared {
    try {
      if (wanted != null && !VersionSpecifier.parse(wanted).accepts(found.version())) {
        throw new Unprepared(
            FaultCode.ENVIRONMENT_FAILED,
            "Python %s at %s (expected: %s)"
                .formatted(found.version(), found.executable(), wanted));
      }
    } catch (IllegalArgumentException e) {
      throw new Unprepared(FaultCode.ENVIRONMENT_FAILED, "python." + e.getMessage());
    }
  }

  /** The interpreter itself, also by the names python and python3. */
  private PythonHome bare(Interpreter base) throws IOException {
    Path names = Files.createDirectories(home.resolve("python"));
    for (String name : List.of("python", "python3")) {
      Path wrapper = names.resolve(name);
      String program = Quoted.shell(base.executable());
      Files.writeString(wrapper, "#!/bin/sh\nexec %s \"$@\"\n".formatted(program));
      Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
    }
    Path virtual = base.inVirtualEnvironment() ? Path.of(base.prefix()) : null;
    return new PythonHome(
        virtual == null ? List.of(names) : List.of(names, base.folder()),
        List.of(base.folder()),
        virtual);
  }

  private PythonHome built(Interpreter base, Path requirements, Path workdir)
      throws Unprepared, IOException, InterruptedException {
    String name = base.environmentName();
    Path folder = root.resolve(name);
    try (MachineLock _ =
        MachineLock.take(
            root.resolve(name + ".lock"),
            () -> activity.accept("environment: waiting for another node that builds it"))) {
      if (!usable(folder, requirements)) {
        build(base, folder, requirements, workdir);
      }
    }
    return new PythonHome(List.of(folder.resolve("bin")), List.of(base.folder()), folder);
  }

  private boolean usable(Path folder, Path requirements) throws IOException, InterruptedException {
    Path marker = folder.resolve(COMPLETE);
    if (!Files.exists(marker)) {
      return false;
    }
    Interpreter now = interpreters.askBuilt(folder.resolve("bin/python"), requirements);
    boolean usable = now != null && now.verdict().name().equals(Files.readString(marker));
    if (!usable) {
      Log.warn("environment %s is broken: it will be built anew".formatted(folder));
    }
    return usable;
  }

  private void build(Interpreter base, Path folder, Path requirements, Path workdir)
      throws Unprepared, IOException, InterruptedException {
    Folders.remove(folder);
    boolean complete = false;
    try {
      Files.createDirectories(folder);
      installer.create(base, folder);
      if (base.inVirtualEnvironment()) {
        seeParent(base, folder);
      }
      if (base.verdict() != Interpreter.Verdict.SATISFIED) {
        installer.install(folder, requirements, workdir);
      }
      Interpreter built = interpreters.ask(folder.resolve("bin/python").toString(), requirements);
      Files.writeString(folder.resolve(COMPLETE), built.verdict().name());
      complete = true;
    } finally {
      if (!complete) {
        Folders.remove(folder);
      }
    }
  }

  /** A virtual environment made from another one does not see the other's packages by itself. */
  private static void seeParent(Interpreter base, Path folder) throws IOException {
    String release = base.version().substring(0, base.version().lastIndexOf('.'));
    Path packages = folder.resolve("lib/python" + release + "/site-packages");
    StringBuilder lines = new StringBuilder();
    for (String parent : base.packages()) {
      lines.append("import site; site.addsitedir(%s)\n".formatted(Quoted.python(parent)));
    }
    Files.writeString(packages.resolve("muster-parent.pth"), lines);
  }
}
