package pk.rahnuma;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Runs a test class once on H2 and once on MariaDB by Connector/J, each time on a fresh database that all its tests
/// share; with `-Dtest.drivers=all` (part of `-Pfull`) also on MariaDB by its own driver, with `-Dtest.drivers=mysql`
/// also on MySQL in a container.
///
///     @OnEachDatabase
///     class ChatRepositoryTest {
///         private final TestDatabase database;
///
///         ChatRepositoryTest(TestDatabase database) { … }
///     }
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEachDatabase.DatabaseProvider.class)
public @interface OnEachDatabase {

    /// Creates the databases lazily: each is started when its turn comes.
    final class DatabaseProvider implements ArgumentsProvider {

        private static final String DRIVERS = System.getProperty("rahnuma.test.drivers", "default");

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            Stream<Supplier<TestDatabase>> databases = Stream.of(TestDatabase::onH2, TestDatabase::onMariaDb);
            Stream<Supplier<TestDatabase>> further = switch (DRIVERS) {
                case "all" -> Stream.of(TestDatabase::onMariaDbDriver);
                case "mysql" -> Stream.of(TestDatabase::onMySql);
                default -> Stream.empty();
            };
            return Stream.concat(databases, further).map(database -> Arguments.of(database.get()));
        }
    }
}
