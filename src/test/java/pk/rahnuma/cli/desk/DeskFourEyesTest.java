package pk.rahnuma.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.answers;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.Status;

/// The command that decides, where the operator wants a second member of staff.
@OnEachDatabase
class DeskFourEyesTest {

    private final Rooms rooms;
    private final DeskCommands desk;

    DeskFourEyesTest(Database database) {
        this.rooms = new Rooms(database);
        this.desk = new DeskCommands(database, rooms, Map.of("rahnuma.four-eyes", List.of("reject")));
    }

    @AfterEach
    void close() {
        desk.close();
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
                ? desk.run("decide", reference.grouped(), act, "--reason", "INCOMPLETE_FORM", "--as", who)
                : desk.run("decide", reference.grouped(), act, "--as", who);
    }
}
