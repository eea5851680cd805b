package dev.muster.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultCodeTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsWord(FaultCode code) {
    assertThat(FaultCode.ofWord(code.word())).isEqualTo(code);
    assertThat(code.word()).matches("[a-z]+(\\.[a-z]+)*");
  }

  @Test
  void noWordMeansTwoCodes() {
    assertThat(Arrays.stream(FaultCode.values()).map(FaultCode::word)).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownWordIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> FaultCode.ofWord("capacity.gone"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"capacity.gone\" (expected one of ")
        .hasMessageContaining("capacity.stockout");
  }
}
