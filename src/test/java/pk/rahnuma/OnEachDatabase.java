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

/// Runs a test class once on H2 and once on MariaDB, each time on a fresh database that all its tests share.
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

    /// Creates the databases lazily: the second one is started when its turn comes.
    final class DatabaseProvider implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Stream.<Supplier<TestDatabase>>of(TestDatabase::onH2, TestDatabase::onMariaDb)
                    .map(database -> Arguments.of(database.get()));
        }
    }
}
