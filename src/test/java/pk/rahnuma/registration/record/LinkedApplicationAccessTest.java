package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.company;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.person.link.PersonLinkJob;
import pk.rahnuma.person.link.PersonLinkRepository;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.overview.ListApplicationsAction;
import pk.rahnuma.registration.overview.ListOrganisationApplicationsAction;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.registration.overview.ShowApplicationAction;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Permissions of two linked persons on the applications of each other.
@OnEachDatabase
class LinkedApplicationAccessTest {

    private final DomainFixture fixture;
    private final PersonLinkRepository links;
    private final long ayesha;
    private final long bilal;
    private final Reference own;
    private final Reference linked;

    LinkedApplicationAccessTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.links = database.getBean(PersonLinkRepository.class);
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("en");
        this.own = fixture.submitApplication(ayesha, answers("39.36.1.1"), MONDAY);
        this.linked = fixture.submitApplication(bilal, answers("39.36.1.2"), MONDAY.plusSeconds(1));
        link(ayesha, bilal);
    }

    private void link(long one, long other) {
        fixture.database
                .sql()
                .execute(
                        "insert into person_link (person_id, other_id, id, linked_at) values (?, ?, 1, ?), (?, ?, 1, ?)",
                        one,
                        other,
                        MONDAY,
                        other,
                        one,
                        MONDAY);
    }

    private ListApplicationsAction.Out mine(long person) {
        return execute(fixture.overviewFixture.mine, person, new ListApplicationsAction.In(), MONDAY);
    }

    private boolean isFound(long person, Reference reference) {
        return execute(
                        fixture.overviewFixture.own,
                        person,
                        new ShowApplicationAction.In(reference.toGroupedText()),
                        MONDAY)
                .found();
    }

    private List<AuditEntry> entries(long chain, String kind) {
        return fixture.audit.findSince(chain, List.of(kind), Instant.EPOCH, 10);
    }

    @Test
    void listsShowBothAndCountTheOwn() {
        for (long person : List.of(ayesha, bilal)) {
            ListApplicationsAction.Out out = mine(person);
            assertThat(out.count()).isEqualTo(2);
            assertThat(out.own()).isOne();
            assertThat(out.items())
                    .extracting(ListApplicationsAction.Item::reference)
                    .containsExactly(linked.toGroupedText(), own.toGroupedText());
            assertThat(out.items())
                    .extracting(ListApplicationsAction.Item::whom)
                    .containsOnly("");
        }
        PersonApplicationService forPrograms = fixture.database.getBean(PersonApplicationService.class);
        assertThat(forPrograms.listApplications(ayesha, MONDAY.plusSeconds(9), Long.MAX_VALUE, 10, MONDAY))
                .hasSize(2);
        assertThat(forPrograms.findApplication(ayesha, linked.toGroupedText(), MONDAY))
                .hasValueSatisfying(view -> assertThat(view.actions()).contains(ApplicantAction.WITHDRAW));
    }

    @Test
    void aReadIsAuditedUnderTheReaderOnceAnHour() {
        assertThat(isFound(ayesha, linked)).isTrue();
        assertThat(isFound(ayesha, linked)).isTrue();
        assertThat(isFound(ayesha, own)).isTrue();
        assertThat(entries(ayesha, "application.read-linked")).singleElement().satisfies(entry -> {
            assertThat(entry.about()).isEqualTo(linked.symbols());
            assertThat(entry.who()).isEqualTo("applicant");
        });
        assertThat(entries(bilal, "application.read-linked")).isEmpty();
        mine(bilal);
        assertThat(entries(bilal, "application.read-linked"))
                .extracting(AuditEntry::about)
                .containsExactly(own.symbols());
    }

    @Test
    void eachActsOnTheApplicationsOfTheOtherAndTheLogNamesWho() {
        assertThat(DecisionFixture.applyAsApplicant(fixture, ayesha, linked, LineTransition.WITHDRAW, MONDAY))
                .isTrue();
        assertThat(entries(ayesha, "application.acted-linked"))
                .extracting(AuditEntry::about, AuditEntry::detail)
                .containsExactly(tuple(linked.symbols(), "withdraw"));
        assertThat(entries(
                        fixture.applications
                                .findApplication(linked)
                                .orElseThrow()
                                .id(),
                        "application.acted-linked"))
                .extracting(AuditEntry::detail)
                .containsExactly("withdraw by " + ayesha);
        fixture.activate(own);
        assertThat(execute(
                                fixture.submissionFixture.change,
                                bilal,
                                new RequestChangeAction.In(
                                        own.toGroupedText(), "", "move", Map.of("ips", List.of("39.36.1.9"))),
                                MONDAY)
                        .done())
                .isTrue();
    }

    @Test
    void theOwnerGetsANoticeOfAnActOfTheOther() {
        DecisionFixture.applyAsApplicant(fixture, ayesha, linked, LineTransition.WITHDRAW, MONDAY);
        DecisionFixture.applyAsApplicant(fixture, ayesha, own, LineTransition.WITHDRAW, MONDAY);
        PersonLinkJob job = fixture.database.getBean(PersonLinkJob.class);
        job.processLinks();
        job.processLinks();
        assertThat(fixture.saidTo(bilal))
                .filteredOn(text -> text.contains("From a chat that is connected"))
                .singleElement()
                .asString()
                .contains(linked.toGroupedText() + " was withdrawn");
        assertThat(fixture.saidTo(ayesha)).noneMatch(text -> text.contains("From a chat that is connected"));
    }

    @Test
    void filesOfTheOtherAreReceivedWhenTheyBelongToAnApplicationAndTheLogSaysSo() throws FileRejectedException {
        DocumentService documents = fixture.database.getBean(DocumentService.class);
        DocumentAccess received = fixture.database.getBean(ApplicationDocumentAccess.class);
        Document draft =
                documents.saveDocument(SubjectEncryptionService.newId(), bilal, "a.pdf", SampleFiles.pdf(), MONDAY);
        assertThat(received.findById(bilal, draft.id())).isPresent();
        assertThat(received.findById(ayesha, draft.id()))
                .as("of a form that was begun")
                .isEmpty();
        documents.attachDocuments(List.of(new DocumentService.Attachment(bilal, bilal, List.of(draft.id()))), MONDAY);
        assertThat(received.findById(ayesha, draft.id())).isPresent();
        assertThat(entries(ayesha, "document.read-linked"))
                .extracting(AuditEntry::about)
                .containsExactly(Long.toString(draft.id()));
    }

    @Test
    void aLinkEndsWithItsRowAndGoesNoFurther() {
        long sana = fixture.createPerson("en");
        Reference third = fixture.submitApplication(sana, answers("39.36.1.3"), MONDAY);
        link(bilal, sana);
        assertThat(isFound(ayesha, third)).as("linked with one who is linked").isFalse();
        fixture.database.sql().execute("delete from person_link where person_id = ? or other_id = ?", ayesha, ayesha);
        assertThat(isFound(ayesha, linked)).isFalse();
        assertThat(mine(ayesha).count()).isOne();
        assertThat(DecisionFixture.applyAsApplicant(fixture, ayesha, linked, LineTransition.WITHDRAW, MONDAY))
                .isFalse();
    }

    @Test
    void organisationsOfTheOtherAreNotReachedAndNothingIsSubmittedInTheirName() {
        String alif = fixture.organisationFixture.createOrganisation(bilal, "Alif", MONDAY);
        for (String code : List.of(alif, Organisation.toCode(bilal))) {
            assertThat(execute(
                                    fixture.overviewFixture.ofOrganisation,
                                    ayesha,
                                    new ListOrganisationApplicationsAction.In(code, ""),
                                    MONDAY)
                            .found())
                    .isFalse();
            assertThat(execute(
                                    fixture.submissionFixture.submitFor,
                                    ayesha,
                                    new SubmitOrganisationApplicationAction.In(
                                            code, company("Alif", "0012345", "39.36.2.1")),
                                    MONDAY)
                            .problem())
                    .isEqualTo("not_allowed");
        }
    }

    @Test
    void newsGoToTheChatInWhichOneOfThemWroteLast() {
        fixture.decide(own, LineTransition.VERIFY);
        assertThat(fixture.saidTo(ayesha)).as("nobody has written").hasSize(1);
        write(ayesha, MONDAY.plusSeconds(10));
        write(bilal, MONDAY.plusSeconds(20));
        fixture.decide(own, LineTransition.CONFIRM);
        assertThat(fixture.saidTo(bilal)).anyMatch(text -> text.contains("confirmed"));
        assertThat(fixture.saidTo(ayesha)).noneMatch(text -> text.contains("confirmed"));
    }

    private void write(long person, Instant at) {
        Chat chat = fixture.database
                .getBean(ChatRepository.class)
                .findByConversation(person)
                .getFirst();
        fixture.database
                .getBean(ConversationMessageService.class)
                .appendReceived(chat, Reply.ofText("message " + SubjectEncryptionService.newId()), at);
    }
}
