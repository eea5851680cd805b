package dev.muster.testkit.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own in memory, with little room, mounted on a folder; to be closed. A test
 * that needs one is skipped where mounting is not allowed, and says so.
 */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;
  private static final long PATIENCE_SECONDS = 10;

  private final Path folder;
  private final Thread whenInterrupted = new Thread(this::unmountQuietly);

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one. */
  public static SmallDisk mount(Path folder, int mebibytes)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String size = "size=%dm".formatted(mebibytes);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", size, "muster-test", folder.toString());
    assumeTrue(
        mounted, "mounting a small disk is not allowed (run as root, or with CAP_SYS_ADMIN)");
    SmallDisk disk = new SmallDisk(folder);
    Runtime.getRuntime().addShutdownHook(disk.whenInterrupted);
    return disk;
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  /** Takes all room that is left, and says with which file. */
  public Path fill() throws IOException {
    Path filler = folder.resolve("filler");
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(folder).getUsableSpace() > 0) {
        out.write(block);
      }
    }
    return filler;
  }

  /** Makes it read-only, or writable again. */
  public void writable(boolean writable) throws IOException, InterruptedException {
    String mode = writable ? "remount,rw" : "remount,ro";
    if (!run("mount", "-o", mode, folder.toString())) {
      throw new AssertionError("mount -o %s %s does not work".formatted(mode, folder));
    }
  }

  @Override
  public void close() throws IOException {
    if (!unmounted()) {
      throw new AssertionError(folder + " cannot be unmounted");
    }
    Runtime.getRuntime().removeShutdownHook(whenInterrupted);
  }

  private void unmountQuietly() {
    try {
      unmounted();
    } catch (IOException e) {
      System.err.println(folder + " stays mounted: " + e);
    }
  }

  /** While somebody stands in it, it goes when the last of them has. */
  private boolean unmounted() throws IOException {
    try {
      return run("umount", folder.toString()) || run("umount", "-l", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while unmounting " + folder);
    }
  }

  private static boolean run(String... line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(line)).redirectErrorStream(true).start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return ended && process.exitValue() == 0;
  }
}
