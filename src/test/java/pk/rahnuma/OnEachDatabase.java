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

/// Runs a test class once on H2 and once on MariaDB by Connector/J, each time on a database that all its tests share.
/// With `-Dtest.drivers=all` (part of `-Pfull`) it runs also on MariaDB by its own driver, with `-Dtest.drivers=mysql`
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

    String DRIVERS = System.getProperty("rahnuma.test.drivers", "default");

    /// True in the full run, where every test runs on all databases.
    boolean IN_FULL_RUN = !DRIVERS.equals("default");

    /// True for repositories, locks and jobs, which every run tests on MariaDB too. Rules above repositories that have
    /// tests of their own are tested there in the full run.
    boolean always() default false;

    /// Creates the databases lazily: each is started when its turn comes.
    final class DatabaseProvider implements ArgumentsProvider {

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            boolean always = context.getRequiredTestClass()
                    .getAnnotation(OnEachDatabase.class)
                    .always();
            Stream<Supplier<TestDatabase>> databases = always || IN_FULL_RUN
                    ? Stream.of(TestDatabase::onH2, TestDatabase::onMariaDb)
                    : Stream.of(TestDatabase::onH2);
            Stream<Supplier<TestDatabase>> further = switch (DRIVERS) {
                case "all" -> Stream.of(TestDatabase::onMariaDbDriver);
                case "mysql" -> Stream.of(TestDatabase::onMySql);
                default -> Stream.empty();
            };
            return Stream.concat(databases, further).map(database -> Arguments.of(database.get()));
        }
    }
}
