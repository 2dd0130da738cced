package pk.rahnuma.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.company;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class RegistrationNumberServiceTest {

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final RegistrationNumberService numbers;
    private final long ayesha;
    private final long bilal;
    private final String ntn =
            "C" + Long.toString(SubjectEncryptionService.newId()).substring(0, 7);
    private Instant now = MONDAY;

    RegistrationNumberServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.numbers = database.getBean(RegistrationNumberService.class);
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("ur");
    }

    private Reference submit(long person, String name, String number) {
        String own = Long.toString(SubjectEncryptionService.newId());
        // One of 65,536 addresses, so that no two tests have the same.
        String address = "39.60.%d.%d"
                .formatted(Integer.parseInt(own.substring(1, 4)) % 256, Integer.parseInt(own.substring(4, 7)) % 256);
        Map<String, Object> answers = company(name, "", address);
        answers.put("ntn", number);
        SubmitOrganisationApplicationAction.Out out = execute(
                fixture.submissionFixture.submitFor,
                person,
                new SubmitOrganisationApplicationAction.In("new", answers),
                now);
        assertThat(out.accepted()).isTrue();
        return Reference.parseText(out.reference()).orElseThrow();
    }

    private void approve(Reference reference) {
        fixture.decide(reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        fixture.decide(reference, DecisionFixture.approval("PTA-7"));
    }

    private List<String> noticesTo(long person) {
        for (int run = 0; run < 20 && isPending(); run++) {
            numbers.announceUses(now);
        }
        return database.sql().queryList(String.class, "select text_key from member_notice where person_id = ?", person);
    }

    private boolean isPending() {
        return database.sql().queryOne(Integer.class, "select count(*) from organisation_number_use") > 0;
    }

    private boolean isUnchecked(long person) {
        return execute(database.getBean(ShowOrganisationAction.class), person, new ShowOrganisationAction.In(""), now)
                .unchecked();
    }

    @Test
    void aNumberReadsAsBeingCheckedUntilStaffApproveItWhetherItIsKnownOrNot() {
        Reference hers = submit(ayesha, "Alif Ltd", ntn);
        assertThat(isUnchecked(ayesha)).isTrue();
        approve(hers);
        assertThat(isUnchecked(ayesha)).isFalse();
        submit(bilal, "Alif Ltd", ntn);
        assertThat(isUnchecked(bilal)).as("a known number").isTrue();
        long zara = fixture.createPerson("en");
        submit(zara, "Zed Ltd", "D" + ntn.substring(1));
        assertThat(isUnchecked(zara)).as("an unknown number").isTrue();
    }

    @Test
    void theOwnerOfACheckedNumberHearsOnceADayThatItWasUsed() {
        approve(submit(ayesha, "Alif Ltd", ntn));
        assertThat(noticesTo(ayesha)).as("her own use").isEmpty();
        submit(bilal, "Alif Software", ntn.substring(0, 7));
        assertThat(noticesTo(ayesha)).containsExactly("member_number_used");
        assertThat(noticesTo(bilal)).isEmpty();
        submit(fixture.createPerson("en"), "Alif", ntn);
        assertThat(noticesTo(ayesha)).as("on the same day").hasSize(1);
        now = now.plus(Duration.ofDays(2));
        submit(fixture.createPerson("en"), "Alif", ntn);
        assertThat(noticesTo(ayesha)).hasSize(2);
        long organisation = database.sql()
                .queryOne(Long.class, "select organisation_id from membership where person_id = ?", ayesha);
        assertThat(AuditChainFixture.faultsOf(fixture.audit, organisation)).isEmpty();
        assertThat(AuditChainFixture.entriesOf(database, organisation))
                .extracting(entry -> entry.what())
                .containsOnlyOnce("organisation.made")
                .contains("organisation.number_used");
    }

    @Test
    void anUncheckedOrganisationHearsNothingOfOthersWithItsNumber() {
        submit(bilal, "Alif Ltd", ntn);
        submit(ayesha, "Alif Ltd", ntn);
        assertThat(noticesTo(bilal)).isEmpty();
        assertThat(noticesTo(ayesha)).isEmpty();
    }
}
