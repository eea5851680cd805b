import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of jars that were compiled for Java 5 the form of Java 21, with stack maps. The
 * AOT cache takes no older ones: they would be read and verified anew at every start, which takes
 * longer than everything else that a short command does.
 *
 * <p>Run by {@code build-programs} as {@code java RenewClasses.java JAR...}; the jars are replaced.
 */
final class RenewClasses {
  /** The first form with stack maps, which is the oldest that the cache takes. */
  private static final int JAVA_6 = 50;

  private static final int JAVA_21 = 65;

  private RenewClasses() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      renew(Path.of(jar));
    }
  }

  private static void renew(Path jar) throws IOException {
    ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        JarFile old = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(fresh)) {
      ClassFile form =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
      for (JarEntry entry : Collections.list(old.entries())) {
        out.putNextEntry(new JarEntry(entry.getName()));
        out.write(renewed(entry.getName(), old.getInputStream(entry).readAllBytes(), form));
        out.closeEntry();
      }
    }
    Files.write(jar, fresh.toByteArray());
  }

  private static byte[] renewed(String name, byte[] bytes, ClassFile form) {
    if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
      return bytes;
    }
    ClassModel model = form.parse(bytes);
    if (model.majorVersion() >= JAVA_6) {
      return bytes;
    }
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(JAVA_21, 0);
          } else {
            builder.with(element);
          }
        };
    // Method bodies are written anew so that their stack maps are computed.
    ClassTransform bodies =
        ClassTransform.transformingMethodBodies((code, part) -> code.with(part));
    return form.transformClass(model, version.andThen(bodies));
  }
}
