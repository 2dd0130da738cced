package pk.rahnuma.cli.desk;

import static pk.rahnuma.registration.Rooms.MONDAY;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import pk.rahnuma.Database;
import pk.rahnuma.cli.Typed;
import pk.rahnuma.guidance.Forms;
import pk.rahnuma.guidance.Notices;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.vault.Keyset;

/// The commands of the desk on a database of the tests, a minute after [Rooms#MONDAY].
final class DeskCommands implements AutoCloseable {

    private final ApplicationContext context;

    /// @param properties of Micronaut
    DeskCommands(Database database, Rooms rooms, Map<String, Object> properties) {
        this.context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(properties)
                .properties(Map.of("rahnuma.sealed-format", "2-only"))
                .beanDefinitions(
                        bean(DataSource.class, database.pool()),
                        bean(Keyset.class, database.keyset()),
                        bean(Notices.class, rooms.notices()),
                        bean(Forms.class, Rooms.forms()),
                        bean(Clock.class, Clock.fixed(MONDAY.plusSeconds(60), ZoneOffset.UTC)))
                .start();
    }

    <T> T getBean(Class<T> type) {
        return context.getBean(type);
    }

    /// As somebody types it after `desk`.
    String run(String... arguments) {
        return Typed.run(new Desk(work -> work.apply(context::getBean)), arguments);
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
