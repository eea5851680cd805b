package dev.muster.testkit.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of the house, over every class of the product. Each says what to do instead. */
class HouseRulesTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.muster");

  private static final String[] PURE = {
    "dev.muster.model..", "dev.muster.planner..", "dev.muster.engine.."
  };

  @Test
  void packagesFormNoCycles() {
    ArchRule rule =
        slices()
            .matching("dev.muster.(**)")
            .should()
            .beFreeOfCycles()
            .because(
                "a cycle means that neither package can be read alone: move what both need down");
    rule.check(PRODUCT);
  }

  @Test
  void theGroundFloorDependsOnNothing() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("dev.muster.spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.muster.spi..", "java..", "org.jspecify..")
            .because("two clouds and third parties compile against it");
    rule.check(PRODUCT);
  }

  @Test
  void pureModulesSeeOnlyTheJdkAndEachOtherDownward() {
    ArchRule rule =
        classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat(
                pureOr("java.lang", "java.util", "java.time", "java.math", "org.jspecify"))
            .because("one seed must replay a whole cluster: bring the outside in through a port");
    rule.check(PRODUCT);
  }

  @Test
  void modelLooksNowhereUp() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("dev.muster.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.muster.planner..", "dev.muster.engine..")
            .because("arrows point down");
    rule.check(PRODUCT);
  }

  @Test
  void plannerDoesNotKnowTheEngine() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("dev.muster.planner..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.muster.engine..")
            .because("arrows point down");
    rule.check(PRODUCT);
  }

  @Test
  void onlyTheServerSeesTheStore() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.muster.store..", "dev.muster.server..", "dev.muster.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.muster.store..")
            .because("everyone else asks over REST");
    rule.check(PRODUCT);
  }

  @Test
  void nobodyNamesAProvider() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.muster.local..", "dev.muster.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.muster.local..")
            .because("providers are found at run time, so that each can be left out");
    rule.check(PRODUCT);
  }

  @Test
  void theAgentStaysSmall() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("dev.muster.agent..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "dev.muster.agent..",
                "dev.muster.model..",
                "dev.muster.spi..",
                "java..",
                "tools.jackson..",
                "org.apache.commons..",
                "com.google.re2j..",
                "org.jspecify..")
            .because("it is sent to every node: the JDK, Jackson, RE2/J and our words are enough");
    rule.check(PRODUCT);
  }

  @Test
  void timeAndChanceAreInjected() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.muster.spi..",
                "dev.muster.model..",
                "dev.muster.manifest..",
                "dev.muster.planner..",
                "dev.muster.engine..",
                "dev.muster.store..",
                "dev.muster.tck..",
                "dev.muster.testkit.sim..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a test must be able to set them: take a clock, ids or dice as an argument");
    rule.check(PRODUCT);
  }

  @Test
  void noFieldIsInjected() {
    ArchRule rule =
        noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("a constructor says what a class needs");
    rule.check(PRODUCT);
  }

  @Test
  void noStaticStateChanges() {
    ArchRule rule =
        fields()
            .that()
            .areStatic()
            .and(areWritten())
            .should()
            .beFinal()
            .because("two servers in one process must not share state");
    rule.check(PRODUCT);
  }

  @Test
  void namesSayWhatAClassIs() {
    ArchRule rule =
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("a class that can only be called that has no job yet");
    rule.check(PRODUCT);
  }

  private static DescribedPredicate<JavaClass> pureOr(String... jdk) {
    return DescribedPredicate.describe(
        "are pure",
        type -> {
          String name = type.getBaseComponentType().getPackageName();
          boolean ours =
              name.startsWith("dev.muster.spi")
                  || name.startsWith("dev.muster.model")
                  || name.startsWith("dev.muster.planner")
                  || name.startsWith("dev.muster.engine");
          return ours || name.isEmpty() || startsWithAny(name, jdk);
        });
  }

  private static boolean startsWithAny(String name, String... prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static DescribedPredicate<JavaField> areWritten() {
    return DescribedPredicate.describe(
        "are written by us", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }
}
