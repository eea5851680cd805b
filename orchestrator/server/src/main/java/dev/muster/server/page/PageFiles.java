package dev.muster.server.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page, as its build has put them on the class path. */
@Singleton
final class PageFiles {
  private static final String FOLDER = "/dev/muster/dashboard/page/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  /** The document; empty when this program was built without the page. */
  Optional<byte[]> document() throws IOException {
    return read("index.html");
  }

  /** One of the files that the document refers to. */
  Optional<byte[]> asset(String name) throws IOException {
    return NAME.matcher(name).matches() ? read("assets/" + name) : Optional.empty();
  }

  private static Optional<byte[]> read(String path) throws IOException {
    try (InputStream file = PageFiles.class.getResourceAsStream(FOLDER + path)) {
      return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
    }
  }
}
