package dev.muster.client.workdir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRuleTest {
  /** Expected as {@code git check-ignore} answers. */
  @ParameterizedTest
  @CsvSource({
    "*.pyc, a.pyc, true",
    "*.pyc, deep/er/a.pyc, true",
    "*.pyc, a.pyc.txt, false",
    "/top, top, true",
    "/top, sub/top, false",
    "a/b, a/b, true",
    "a/b, x/a/b, false",
    "**/b, x/y/b, true",
    "**/b, b, true",
    "a/**, a/x/y, true",
    "a/**, a, false",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "a*z, a/z, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "[ab].txt, a.txt, true",
    "[!ab].txt, a.txt, false",
    "[!ab].txt, c.txt, true",
    "[0-9]*, 7up, true",
    "\\#note, #note, true",
    "\\!note, !note, true",
    "a.b, aXb, false",
    "x**y, xANYy, true"
  })
  void patternsMatchAsGitsDo(String pattern, String path, boolean matches) {
    assertThat(IgnoreRule.parse(pattern).orElseThrow().matches(path, false)).isEqualTo(matches);
  }

  @Test
  void aTrailingSlashMeansFoldersOnly() {
    IgnoreRule rule = IgnoreRule.parse("data/").orElseThrow();
    assertThat(rule.matches("data", true)).isTrue();
    assertThat(rule.matches("sub/data", true)).isTrue();
    assertThat(rule.matches("data", false)).isFalse();
  }

  @Test
  void anExclamationMarkTakesBackIn() {
    assertThat(IgnoreRule.parse("!keep").orElseThrow().ignores()).isFalse();
    assertThat(IgnoreRule.parse("drop").orElseThrow().ignores()).isTrue();
  }

  @Test
  void blanksAndCommentsAreNoRules() {
    assertThat(IgnoreRule.parse("")).isEmpty();
    assertThat(IgnoreRule.parse("   ")).isEmpty();
    assertThat(IgnoreRule.parse("# note")).isEmpty();
    assertThat(IgnoreRule.parse("/")).isEmpty();
  }
}
