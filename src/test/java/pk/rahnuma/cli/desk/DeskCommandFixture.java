package pk.rahnuma.cli.desk;

import static pk.rahnuma.registration.DomainFixture.MONDAY;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cli.CommandInvocation;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.script.FormQuestions;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.vault.MasterKeyset;

/// Runs the commands of the desk on a test database, a minute after [DomainFixture#MONDAY].
final class DeskCommandFixture implements AutoCloseable {

    private final ApplicationContext context;

    /// Creates the fixture.
    ///
    /// @param properties of Micronaut
    DeskCommandFixture(TestDatabase database, DomainFixture rooms, Map<String, Object> properties) {
        this.context = database.newContext()
                .properties(properties)
                .properties(Map.of("rahnuma.sealed-format", "2-only"))
                .beanDefinitions(
                        bean(MasterKeyset.class, database.keyset()),
                        bean(NotificationTexts.class, rooms.notices()),
                        bean(FormQuestions.class, DomainFixture.forms()),
                        bean(Clock.class, Clock.fixed(MONDAY.plusSeconds(60), ZoneOffset.UTC)))
                .start();
    }

    <T> T getBean(Class<T> type) {
        return context.getBean(type);
    }

    /// Runs a command line, without its first word `desk`.
    String runCommand(String... arguments) {
        return CommandInvocation.runCommand(new DeskCommand(work -> work.apply(context::getBean)), arguments);
    }

    @Override
    public void close() {
        context.close();
    }

    private static <T> RuntimeBeanDefinition<T> bean(Class<T> type, T bean) {
        return RuntimeBeanDefinition.builder(type, () -> bean)
                .scope(Singleton.class)
                .build();
    }
}
