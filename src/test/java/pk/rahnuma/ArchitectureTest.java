package pk.rahnuma;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import io.micronaut.core.annotation.Internal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Checks the layers of the architecture: the packages that each package may use.
class ArchitectureTest {

    private static final List<String> INFRASTRUCTURE =
            List.of("messaging", "requestlog", "audit", "vault", "cluster", "persistence", "dialog");
    /// Packages of the domain, each with those that it may use.
    private static final Map<String, List<String>> DOMAIN_PACKAGES = Map.of(
            "person", List.of(),
            "staff", List.of(),
            "script", List.of(),
            "document", List.of(),
            "register", List.of("registration", "staff"),
            "faq", List.of("script"),
            "organisation", List.of("person"),
            "registration", List.of("organisation", "person", "document", "script", "staff"),
            "ticket", List.of("registration", "person", "document", "script", "staff"));

    private static final List<String> DOMAIN = List.copyOf(DOMAIN_PACKAGES.keySet());
    private static final List<String> ADAPTERS = List.of("telegram", "api", "web", "console");
    private static final String[] ADAPTER_PACKAGES = {
        "pk.rahnuma.telegram..",
        "pk.rahnuma.http..",
        "pk.rahnuma.api..",
        "pk.rahnuma.web..",
        "pk.rahnuma.console..",
        "pk.rahnuma.monitoring.."
    };

    /// A package may use itself, `shared`, and what is named here.
    @TestFactory
    Stream<DynamicTest> everyPackageUsesOnlyTheLayersBelowAndAllowedNeighbours() {
        List<AllowedDependencies> packages = new ArrayList<>(List.of(
                allowed("shared", List.of()),
                allowed("dialog", List.of()),
                allowed("persistence", List.of()),
                allowed("cluster", List.of("persistence")),
                allowed("vault", List.of("persistence")),
                allowed("audit", List.of("vault", "cluster", "persistence")),
                allowed("requestlog", List.of("vault", "persistence")),
                allowed("messaging", List.of("audit", "vault", "cluster", "persistence", "dialog")),
                allowed("conversation", INFRASTRUCTURE)));
        DOMAIN_PACKAGES.forEach((name, others) -> packages.add(allowed(name, INFRASTRUCTURE, others)));
        // Other packages hand their figures to it in the terms of libraries.
        packages.add(allowed("monitoring", List.of("persistence")));
        packages.add(allowed("desk", INFRASTRUCTURE, DOMAIN, List.of("conversation")));
        packages.add(allowed("http", INFRASTRUCTURE, DOMAIN, List.of("conversation", "desk")));
        ADAPTERS.forEach(adapter ->
                packages.add(allowed(adapter, INFRASTRUCTURE, DOMAIN, List.of("conversation", "desk", "http"))));
        return packages.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.toString(), () -> each.rule().check(ProductionClasses.ALL)));
    }

    @Test
    void noPackageUsesTheCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage("pk.rahnuma.(*)..")
                .and()
                .resideOutsideOfPackage("pk.rahnuma.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("pk.rahnuma.cli..")
                .check(ProductionClasses.ALL);
    }

    /// Generated classes, whose names begin with `$`, do; and the registry of actions, which reads the definitions of
    /// beans while there is no context yet.
    @Test
    void noClassUsesWhatMicronautMarksAsInternal() {
        noClasses()
                .that()
                .haveNameNotMatching(".*[.$]\\$.*|.*\\$Intercepted.*|.*\\.ActionTypeRegistry")
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(Internal.class)
                .check(ProductionClasses.ALL);
    }

    @Test
    void topLevelPackagesHaveNoCycles() {
        slices().matching("pk.rahnuma.(*)..").should().beFreeOfCycles().check(ProductionClasses.ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("pk.rahnuma.(**)").should().beFreeOfCycles().check(ProductionClasses.ALL);
    }

    @Test
    void theDialogEngineKnowsNoFrameworkNoSqlAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage("pk.rahnuma.dialog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.micronaut..",
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "org.telegram..",
                        "io.netty..",
                        "reactor..",
                        "java.net.http..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(ProductionClasses.ALL);
    }

    @Test
    void theDeskKnowsNoProtocol() {
        noClasses()
                .that()
                .resideInAPackage("pk.rahnuma.desk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut.http..", "io.netty..", "io.swagger..", "com.fasterxml.jackson..")
                .check(ProductionClasses.ALL);
    }

    @Test
    void adaptersCallServicesAndKnowNoRepositoryAndNoSql() {
        noClasses()
                .that()
                .resideInAnyPackage(ADAPTER_PACKAGES)
                .should()
                .dependOnClassesThat(belongToARepository())
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(ProductionClasses.ALL);
    }

    @Test
    void telegramTypesAreUsedInTheTelegramPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("pk.rahnuma.telegram..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.telegram..")
                .check(ProductionClasses.ALL);
    }

    @Test
    void theLauncherUsesNothingOfOurs() {
        classes()
                .that()
                .haveFullyQualifiedName("pk.rahnuma.Launcher")
                .should()
                .onlyDependOnClassesThat()
                .resideInAPackage("java..")
                .check(ProductionClasses.ALL);
    }

    @Test
    void staffDecisionsPassTheFourEyesCheck() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ApplicationDecisionService.class)
                .should()
                .callMethodWhere(target(name("recordByStaff")))
                .because("ApplicationDecisionService asks for a second member of staff where one is wanted")
                .check(ProductionClasses.ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("pk.rahnuma.registration..")
                .and()
                .doNotHaveFullyQualifiedName("pk.rahnuma.cli.demo.DemoApplications")
                .should()
                .callMethodWhere(target(owner(equivalentTo(ApplicationTransitionService.class))))
                .because("it moves an application without asking anybody; the demo lets time pass by it")
                .check(ProductionClasses.ALL);
    }

    @Test
    void sealedValuesAreBoundToTheirRow() {
        noClasses()
                .that()
                .resideOutsideOfPackage("pk.rahnuma.vault..")
                .and()
                .doNotHaveFullyQualifiedName("pk.rahnuma.console.application.SearchLinks")
                .should()
                .callMethod(SubjectKeyRing.class, "seal", long.class, String.class, byte[].class)
                .orShould()
                .callMethod(SubjectKeyRing.class, "open", long.class, String.class, byte[].class)
                .because("a SealedPlace binds to the row; links of searches are not stored")
                .check(ProductionClasses.ALL);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(holdsState())
                .because("state that everybody shares cannot be tested or closed")
                .allowEmptyShould(true)
                .check(ProductionClasses.ALL.that(
                        resideInAnyPackage("pk.rahnuma..").and(notGenerated())));
    }

    @SafeVarargs
    private static AllowedDependencies allowed(String name, List<String>... others) {
        return new AllowedDependencies(
                name, Stream.of(others).flatMap(List::stream).toList());
    }

    private static DescribedPredicate<JavaClass> belongToARepository() {
        return describe(
                "belong to a repository",
                type -> Stream.iterate(
                                type,
                                Objects::nonNull,
                                each -> each.getEnclosingClass().orElse(null))
                        .anyMatch(each -> each.getSimpleName().endsWith("Repository")));
    }

    private static DescribedPredicate<JavaClass> notGenerated() {
        return describe(
                "are written by hand",
                type -> !type.getSimpleName().startsWith("$")
                        && !type.getName().contains("$Definition")
                        && !type.getName().contains("$Introspection"));
    }

    private static DescribedPredicate<JavaClass> holdsState() {
        return describe(
                "something that holds state",
                type -> Stream.of(AtomicInteger.class, AtomicLong.class, AtomicBoolean.class, AtomicReference.class)
                        .anyMatch(type::isEquivalentTo));
    }

    private record AllowedDependencies(String name, List<String> others) {

        ArchRule rule() {
            String[] mayUse = Stream.concat(Stream.of(name, "shared"), others.stream())
                    .map(each -> "pk.rahnuma." + each + "..")
                    .toArray(String[]::new);
            return classes()
                    .that()
                    .resideInAPackage("pk.rahnuma." + name + "..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideOutsideOfPackages("pk.rahnuma..").or(resideInAnyPackage(mayUse)))
                    .allowEmptyShould(true);
        }

        @Override
        public String toString() {
            return name + " uses " + (others.isEmpty() ? "nothing of ours" : "only " + String.join(", ", others));
        }
    }
}
