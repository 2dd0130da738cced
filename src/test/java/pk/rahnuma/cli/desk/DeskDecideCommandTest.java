package pk.rahnuma.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;

/// The command that decides, where the operator requires a second member of staff.
@OnEachDatabase
class DeskDecideCommandTest {

    private final DomainFixture fixture;
    private final DeskCommandFixture desk;

    DeskDecideCommandTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.desk = new DeskCommandFixture(database, fixture, Map.of("rahnuma.four-eyes", List.of("reject")));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theCommandProposesAndNeitherTheSameNorAnotherNameDecidesByIt() {
        Reference reference = fixture.submitApplication(fixture.createPerson("en"), answers("39.41.1.1"), MONDAY);
        decide(reference, "screen", "Sana");
        assertThat(decide(reference, "reject", "Sana"))
                .isEqualTo(reference.toGroupedText()
                        + " waits for a second member of staff to confirm it in the console.");
        assertThat(decide(reference, "reject", "Sana")).contains("waits for a second member of staff");
        assertThat(decide(reference, "reject", "Omar"))
                .startsWith("! Sana proposed for " + reference + ": reject")
                .endsWith("Confirm it or take it back first");
        assertThat(decide(reference, "verify", "Omar")).startsWith("! Sana proposed");
        assertThat(fixture.applications.findApplication(reference).orElseThrow().status())
                .isEqualTo(ApplicationStatus.SCREENING);
    }

    private String decide(Reference reference, String act, String who) {
        return act.equals("reject")
                ? desk.runCommand("decide", reference.toGroupedText(), act, "--reason", "INCOMPLETE_FORM", "--as", who)
                : desk.runCommand("decide", reference.toGroupedText(), act, "--as", who);
    }
}
