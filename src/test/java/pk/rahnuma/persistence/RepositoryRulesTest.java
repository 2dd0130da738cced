package pk.rahnuma.persistence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import io.micronaut.context.BeanContext;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.repository.CrudRepository;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.inject.BeanDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import pk.rahnuma.ProductionClasses;
import pk.rahnuma.TestDatabase;

/// Rules for repositories of Micronaut Data: each keeps from an error that neither the compiler nor a test of one row
/// shows.
class RepositoryRulesTest {

    /// The SQL of all repositories, to see in a change what it does to them.
    private static final Path STATEMENTS = Path.of("src/test/resources/repository-statements.txt");

    @Test
    void aRepositoryOffersOnlyWhatItDeclares() {
        noClasses()
                .that()
                .areAnnotatedWith(JdbcRepository.class)
                .should()
                .beAssignableTo(CrudRepository.class)
                .because("it would offer what must not be done, such as all rows without a limit")
                .check(ProductionClasses.ALL);
    }

    @Test
    void anEntityHasOneId() {
        assertThat(ProductionClasses.ALL.stream().filter(type -> type.isAnnotatedWith(MappedEntity.class)))
                .isNotEmpty()
                .allSatisfy(entity -> assertThat(Arrays.stream(entity.reflect().getDeclaredFields())
                                .filter(field -> field.isAnnotationPresent(Id.class)))
                        .as("rows with two @Id are inserted one by one: use an @EmbeddedId in " + entity.getName())
                        .hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void anEntityWithinAnotherClassHasAnAlias() {
        assertThat(ProductionClasses.ALL.stream()
                        .filter(type -> type.isAnnotatedWith(MappedEntity.class))
                        .filter(type -> type.getEnclosingClass().isPresent()))
                .isNotEmpty()
                .allSatisfy(entity -> assertThat(
                                entity.getAnnotationOfType(MappedEntity.class).alias())
                        .as("its alias would hold a $, which H2 does not read: name one in " + entity.getName())
                        .isNotEmpty());
    }

    @Test
    void theNumberOfRowsIsNotReadFromTheUpdateOfAnEntity() {
        assertThat(ProductionClasses.ALL.stream()
                        .filter(type -> type.isAnnotatedWith(JdbcRepository.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().startsWith("update")
                                && method.getRawReturnType().isPrimitive()
                                && method.getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isAnnotatedWith(MappedEntity.class))
                                && !method.getRawReturnType().getName().equals("void")))
                .as("it is 1 also when no row has changed: name the columns as parameters")
                .isEmpty();
    }

    @Test
    void onlyRepositoriesPrepareStatements() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*(Repository|TicketSelection|BatchSplitter|UtcTimestamps|(Backup|Restore)\\w+)([$].*)?")
                .and()
                .resideOutsideOfPackages("..startup..", "..cluster..")
                .and()
                .doNotHaveFullyQualifiedName("pk.rahnuma.persistence.DatabaseLivenessProbe")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.sql.Statement.class)
                .because("SQL is in the repository of the package that owns its table")
                .check(ProductionClasses.ALL);
    }

    @Test
    void aRepositoryExistsOnce() {
        try (TestDatabase database = TestDatabase.onH2()) {
            assertThat(database.getBean(BeanContext.class).getBeanDefinitions(GenericRepository.class))
                    .isNotEmpty()
                    .allMatch(
                            BeanDefinition::isSingleton,
                            "has @Singleton: else each user has one, with a cache of its own");
        }
    }

    @Test
    void noRepositoryReturnsBytesAlone() {
        assertThat(ProductionClasses.ALL.stream()
                        .filter(type -> type.isAnnotatedWith(JdbcRepository.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Query.class)
                                || method.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(method -> method.reflect()
                                .getGenericReturnType()
                                .getTypeName()
                                .contains("byte[]")))
                .as("they are read as a list of numbers, and fail: return a row")
                .isEmpty();
    }

    @Test
    void aConnectionIsTakenFromThePoolAndNotFromTheTransaction() {
        classes()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DelegatingDataSource.class)
                .because("the injected DataSource gives the connection of the current transaction, and none outside it")
                .check(ProductionClasses.ALL.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "call DataSource.getConnection",
                        type -> type.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTarget().getName().equals("getConnection")
                                        && call.getTargetOwner().isEquivalentTo(DataSource.class)))));
    }

    /// `mvn test -Dtest=RepositoryRulesTest -Drahnuma.docs.write=true` writes the file.
    @Test
    void theStatementsAreThoseOfTheFile() throws IOException {
        try (TestDatabase database = TestDatabase.onH2()) {
            List<String> statements =
                    database.getBean(BeanContext.class).getBeanDefinitions(GenericRepository.class).stream()
                            .flatMap(RepositoryRulesTest::statements)
                            .sorted()
                            .toList();
            if (Boolean.getBoolean("rahnuma.docs.write")) {
                Files.write(STATEMENTS, statements);
            }
            assertThat(statements).isNotEmpty().isEqualTo(Files.readAllLines(STATEMENTS));
        }
    }

    private static Stream<String> statements(BeanDefinition<?> repository) {
        String name = repository.getBeanType().getSimpleName().replaceAll("^\\$|\\$Intercepted$", "");
        return repository.getExecutableMethods().stream()
                .filter(method -> method.stringValue(Query.class).isPresent())
                .map(method -> name + "." + method.getMethodName() + ": "
                        + method.stringValue(Query.class).orElseThrow().strip().replaceAll("\\s+", " "));
    }
}
