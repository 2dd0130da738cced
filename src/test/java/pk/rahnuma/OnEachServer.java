package pk.rahnuma;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Runs a test class on a [TestServer] with H2, and in the full run on one with MariaDB: [OnEachDatabase] with the
/// whole
/// application.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "on {0}")
@ArgumentsSource(OnEachServer.ServerProvider.class)
public @interface OnEachServer {

    /// Starts the servers lazily, when their turn comes; JUnit closes them.
    final class ServerProvider implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return TestServer.builders()
                    .map(builder -> Arguments.of(builder.getPayload().get().shareServer()));
        }
    }
}
