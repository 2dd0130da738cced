package pk.rahnuma;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Provider;
import jakarta.inject.Scope;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks how beans get each other.
class BeanWiringTest {

    private static final Set<JavaClass> FACTORY_PRODUCTS = ProductionClasses.ALL.stream()
            .filter(type -> type.isAnnotatedWith(Factory.class))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isMetaAnnotatedWith(Scope.class))
            .map(JavaMethod::getRawReturnType)
            // The engine is plain Java: scripts are also played without a context.
            .filter(type -> !type.getPackageName().startsWith("pk.rahnuma.dialog"))
            .collect(Collectors.toSet());

    /// Classes that get a bean later than in their constructor, with the reason. The list may only shrink: a cycle of
    /// beans is broken by moving a method or by an event.
    private static final Map<String, String> LATE_INJECTION = Map.of(
            "DialogBotConversationService", "a command answers tickets without loading scripts",
            "DialogSessionDescriptionService", "a command answers tickets without loading scripts");

    @Test
    void beansAreInjectedWhenTheirUserIsCreated() {
        TreeSet<String> late = ProductionClasses.ALL.stream()
                .filter(BeanWiringTest::isWrittenByHand)
                .filter(type -> Stream.concat(
                                type.getFields().stream().map(field -> field.getRawType()),
                                type.getCodeUnits().stream().flatMap(unit -> unit.getRawParameterTypes().stream()))
                        .anyMatch(
                                each -> each.isAssignableTo(Provider.class) || each.isAssignableTo(BeanProvider.class)))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(late).containsExactlyInAnyOrderElementsOf(LATE_INJECTION.keySet());
    }

    @Test
    void beansAreCreatedByTheContext() {
        noClasses()
                .that(describe(
                        "are written by hand, no factories",
                        type -> isWrittenByHand(type) && !type.isAnnotatedWith(Factory.class)))
                .should()
                .callConstructorWhere(describe(
                        "creates a bean",
                        call -> isBean(call.getTargetOwner())
                                && !call.getOriginOwner()
                                        .isAssignableTo(call.getTargetOwner().reflect())))
                .check(ProductionClasses.ALL);
    }

    /// True for a class with a scope, and for what a factory makes.
    private static boolean isBean(JavaClass type) {
        return type.isMetaAnnotatedWith(Scope.class) && !type.isAnnotatedWith(ConfigurationProperties.class)
                || FACTORY_PRODUCTS.contains(type);
    }

    private static boolean isWrittenByHand(JavaClass type) {
        return !type.getName().contains("$Definition");
    }
}
