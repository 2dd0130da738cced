package pk.rahnuma.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.answers;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.cli.Typed;
import pk.rahnuma.guidance.Forms;
import pk.rahnuma.guidance.Notices;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.Status;
import pk.rahnuma.vault.Keyset;

/// The command that decides, where the operator wants a second member of staff.
@OnEachDatabase
class DeskFourEyesTest {

    private final Rooms rooms;
    private final ApplicationContext context;

    DeskFourEyesTest(Database database) {
        this.rooms = new Rooms(database);
        this.context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of("rahnuma.four-eyes", List.of("reject")))
                .beanDefinitions(
                        bean(DataSource.class, database.pool()),
                        bean(Keyset.class, database.keyset()),
                        bean(Notices.class, rooms.notices()),
                        bean(Forms.class, Rooms.forms()),
                        bean(Clock.class, Clock.fixed(MONDAY.plusSeconds(60), ZoneOffset.UTC)))
                .start();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void theCommandProposesAndNeitherTheSameNorAnotherNameDecidesByIt() {
        Reference reference = rooms.submitted(rooms.person("en"), answers("39.41.1.1"), MONDAY);
        decide(reference, "screen", "Sana");
        assertThat(decide(reference, "reject", "Sana"))
                .isEqualTo(reference.grouped() + " waits for somebody else to confirm it in the console.");
        assertThat(decide(reference, "reject", "Sana")).contains("waits for somebody else");
        assertThat(decide(reference, "reject", "Omar"))
                .startsWith("! Sana proposed for " + reference + ": reject")
                .endsWith("Expected that it is confirmed or taken back first");
        assertThat(decide(reference, "verify", "Omar")).startsWith("! Sana proposed");
        assertThat(rooms.applications.find(reference).orElseThrow().status()).isEqualTo(Status.SCREENING);
    }

    private String decide(Reference reference, String act, String who) {
        return act.equals("reject")
                ? run("decide", reference.grouped(), act, "--reason", "INCOMPLETE_FORM", "--as", who)
                : run("decide", reference.grouped(), act, "--as", who);
    }

    private String run(String... arguments) {
        return Typed.run(new Desk(work -> work.apply(context::getBean)), arguments);
    }

    private static <T> RuntimeBeanDefinition<T> bean(Class<T> type, T bean) {
        return RuntimeBeanDefinition.builder(type, () -> bean)
                .scope(Singleton.class)
                .build();
    }
}
