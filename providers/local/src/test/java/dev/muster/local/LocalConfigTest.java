package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalConfigTest {
  @ParameterizedTest
  @CsvSource({
    "1024, 1024",
    "2KiB, 2048",
    "3MiB, 3145728",
    "16GiB, 17179869184",
    "1Ti, 1099511627776"
  })
  void readsSizesOfMemory(String text, long bytes) {
    assertThat(LocalConfig.of(Map.of("memory", text)).memoryBytes()).hasValue(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "memory, lots, 'memory: \"lots\" (expected: a size such as 16GiB)'",
    "memory, 16GB, 'memory: \"16GB\" (expected: a size such as 16GiB)'",
    "cores, 0, 'cores: \"0\" (expected: a whole number, at least 1)'",
    "croes, 4, 'unknown settings [croes] (expected: [cores, disk, memory])'"
  })
  void refusesWhatItCannotObey(String setting, String value, String message) {
    assertThatThrownBy(() -> LocalConfig.of(Map.of(setting, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void withoutSettingsGivesAwayWhatThisProcessMayUse() {
    LocalCatalog catalog = LocalCatalog.of(LocalConfig.of(Map.of()), List::of, Path.of("/tmp"));

    assertThat(catalog.machine().cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(catalog.machine().memoryBytes()).isGreaterThan(1L << 28);
    assertThat(catalog.machine().diskBytes()).isPositive();
    assertThat(catalog.machine().accelerator()).isNull();
  }
}
