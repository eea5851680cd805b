package dev.muster.testkit.real;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a class of tests a {@link RealMuster}: built before, ended and removed after, ended also
 * when the tests are interrupted. When a test fails, the last lines of the server and its agents
 * are printed.
 */
public final class MusterExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private final Map<String, String> environment;
  private final Thread whenInterrupted = new Thread(() -> muster().kill());
  private @Nullable Path folder;
  private @Nullable RealMuster muster;

  /**
   * @param environment variables of all its commands, and so of its server and agents
   */
  public MusterExtension(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The Muster of this class. */
  public RealMuster muster() {
    return Objects.requireNonNull(muster, "there is one only while tests run");
  }

  /** The folder around its data directory, where tests may write; removed in the end. */
  public Path folder() {
    return Objects.requireNonNull(folder, "there is one only while tests run");
  }

  /** A folder in there. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(folder().resolve(name));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Path place = Files.createTempDirectory("muster-").toRealPath();
    RealMuster fresh = new RealMuster(place, environment);
    folder = place;
    muster = fresh;
    Runtime.getRuntime().addShutdownHook(whenInterrupted);
    Ended version = fresh.run("version");
    if (version.exit() != 0) {
      throw new AssertionError("the launcher does not work:\n" + version.text());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    try {
      muster().end();
    } finally {
      Runtime.getRuntime().removeShutdownHook(whenInterrupted);
      remove(folder());
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    tell(context);
    throw failure;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    tell(context);
    throw failure;
  }

  private void tell(ExtensionContext context) throws IOException {
    System.out.printf("%s failed.%n%s", context.getDisplayName(), muster().lastLines());
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
              throws IOException {
            Files.delete(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
