package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.job.OtherKind;
import dev.muster.manifest.job.TrainingJob;
import dev.muster.manifest.tree.ProblemKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known and cannot be obeyed is refused by name. */
class RefusedFieldsTest {

  static Stream<Refused> refused() {
    return TrainingJob.FIELDS.rows().stream()
        .filter(Refused.class::isInstance)
        .map(Refused.class::cast);
  }

  static Stream<String> otherKinds() {
    return OtherKind.ALL.stream().map(OtherKind::name);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_refused_field_is_named_in_one_error_of_its_own(Field field) {
    List<ManifestError> errors =
        Given.errors(manifestWith(field.path())).stream()
            .filter(error -> error.kind() == ProblemKind.UNSUPPORTED)
            .toList();
    assertThat(errors).hasSize(1);
    ManifestError error = errors.getFirst();
    assertThat(field.path()).startsWith(error.field());
    assertThat(error.message())
        .matches("`[^`]+` is not supported by this version: (write|remove) .+");
  }

  @ParameterizedTest
  @MethodSource("otherKinds")
  void of_another_kind_only_the_kind_is_refused(String kind) {
    String manifest = Given.MINIMAL.replace("TrainingJob", kind) + "  regions: [a]\n";
    assertThat(Given.errors(manifest))
        .singleElement()
        .extracting(ManifestError::sentence)
        .isEqualTo(
            "`kind: %s` is not supported by this version: write TrainingJob".formatted(kind));
  }

  /** A manifest in flow style that has the field and what it stands in, and no more. */
  private static String manifestWith(String path) {
    StringBuilder open = new StringBuilder("{apiVersion: muster.dev/v1, kind: TrainingJob, ");
    StringBuilder close = new StringBuilder("}");
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      boolean list = names[i].endsWith("[]");
      open.append(names[i].replace("[]", "")).append(list ? ": [{" : ": {");
      close.insert(0, list ? "}]" : "}");
    }
    return open + names[names.length - 1] + ": 42" + close;
  }
}
