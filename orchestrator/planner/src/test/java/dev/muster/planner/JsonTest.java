package dev.muster.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void escapesWhatAStringMayNotHold() {
    assertThat(Json.write("a\"b\\c\n\r\t\u0001é🙂"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0001é🙂\"\n");
  }

  @Test
  void writesScalarsAndNull() {
    assertThat(Json.write(Arrays.asList(1, 2L, 0.5, true, null)))
        .isEqualTo("[1, 2, 0.5, true, null]\n");
  }

  @Test
  void writesEmptyBlocks() {
    assertThat(Json.write(Map.of("a", List.of()))).isEqualTo("{\"a\": []}\n");
  }

  @Test
  void breaksWhatIsTooLongForALine() {
    List<Integer> row = Collections.nCopies(30, 1);
    String line = "[" + "1, ".repeat(29) + "1]";
    assertThat(Json.write(Map.of("rows", List.of(row, row))))
        .isEqualTo("{\n  \"rows\": [\n    " + line + ",\n    " + line + "\n  ]\n}\n");
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThatThrownBy(() -> Json.write(new Object())).hasMessageContaining("not JSON");
  }
}
