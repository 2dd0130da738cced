package pk.rahnuma.registration.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.organisation.ListNumberedOrganisationsAction;
import pk.rahnuma.organisation.ListOrganisationsAction;
import pk.rahnuma.organisation.ListRepresentedOrganisationsAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationDocumentService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class SubmitOrganisationApplicationActionTest {

    private final DomainFixture fixture;
    private final long ayesha;
    private final long bilal;

    SubmitOrganisationApplicationActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("ur");
    }

    @Test
    void anOrganisationThatIsNotKnownIsMadeAndItsApplicationIsItsOwn() {
        SubmitOrganisationApplicationAction.Out out =
                submit(ayesha, "s1", "new", DomainFixture.company("Alif Ltd", "0000001", "39.40.1.1"));
        assertThat(out.accepted()).isTrue();
        assertThat(out.organisation()).isEqualTo("Alif Ltd");
        Application sent = application(out);
        ListOrganisationsAction.Item item = actsFor(ayesha).getFirst();
        assertThat(item.name()).isEqualTo("Alif Ltd");
        assertThat(item.role()).isEqualTo("owner");
        assertThat(item.organisation()).isEqualTo(Long.toString(sent.subject(), 36));
        assertThat(sent.conversation()).isEqualTo(ayesha);
        assertThat(fixture.contents.readAnswers(sent).textAnswer("legal_name")).isEqualTo("Alif Ltd");
        assertThat(AuditChainFixture.faultsOf(fixture.audit, sent.subject())).isEmpty();
        assertThat(AuditChainFixture.entriesOf(fixture.database, sent.subject()))
                .extracting(e -> e.what())
                .containsExactly("organisation.made");
    }

    @Test
    void aSecondOneGoesToTheSameOrganisationByItsCodeOrByItsNumber() {
        SubmitOrganisationApplicationAction.Out first =
                submit(ayesha, "s1", "", DomainFixture.company("Alif Ltd", "0000002", "39.40.2.1"));
        String code = actsFor(ayesha).getFirst().organisation();
        SubmitOrganisationApplicationAction.Out second =
                submit(ayesha, "s2", code, DomainFixture.company("Alif Ltd", "0000002", "39.40.2.2"));
        SubmitOrganisationApplicationAction.Out third =
                submit(ayesha, "s3", "new", DomainFixture.company("alif limited", "0000002", "39.40.2.3"));
        assertThat(application(second).subject())
                .isEqualTo(application(first).subject())
                .isEqualTo(application(third).subject());
        assertThat(third.organisation()).isEqualTo("Alif Ltd");
        assertThat(actsFor(ayesha)).hasSize(1);
    }

    @Test
    void aForeignNumberRevealsNothing() {
        Application first =
                application(submit(ayesha, "s1", "", DomainFixture.company("Alif Ltd", "0000003", "39.40.3.1")));
        SubmitOrganisationApplicationAction.Out other =
                submit(bilal, "s1", "", DomainFixture.company("Alif Ltd", "0000003", "39.40.3.1"));
        assertThat(other.accepted()).isTrue();
        assertThat(application(other).subject()).isNotEqualTo(first.subject());
    }

    @Test
    void aTaxNumberLeadsOnlyToOrganisationsForWhichThePersonMayApply() {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000007", "39.40.7.1");
        answers.put("ntn", "70000007");
        submit(ayesha, "s1", "", answers);
        answers.put("ntn", "70000108");
        answers.put("secp_number", "0000008");
        answers.put("legal_name", "Ba Ltd");
        answers.remove("connections");
        submit(ayesha, "s2", "", answers);
        long zara = fixture.createPerson("en");
        List<ListNumberedOrganisationsAction.Out> found = fixture.organisationFixture.actsForNumber.executeAll(List.of(
                numbered(ayesha, "70000007"),
                numbered(bilal, "70000007"),
                numbered(ayesha, "70000209"),
                numbered(zara, "70000108"),
                numbered(ayesha, ""),
                numbered(ayesha, "70000108")));
        assertThat(found).extracting(out -> out.names()).containsExactly("Alif Ltd", "", "", "", "", "Ba Ltd");
        assertThat(found).extracting(out -> out.count()).containsExactly(1L, 0L, 0L, 0L, 0L, 1L);
        assertThat(found.getFirst().items()).isEqualTo(List.of(actsFor(ayesha).getFirst()));
    }

    private static Action.Request<ListNumberedOrganisationsAction.In> numbered(long person, String ntn) {
        return createRequest(person, new ListNumberedOrganisationsAction.In(ntn), MONDAY);
    }

    @Test
    void aListWithLinesOfBeforeChangesThemEndsTheMissingAndAppliesForTheNew() {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000010");
        answers.put(
                "connections",
                List.of(
                        line("Lahore", "NTL-1", "39.40.10.1"),
                        line("Multan", "NTL-2", "39.40.10.2"),
                        line("Quetta", "NTL-3", "39.40.10.3")));
        Application first = application(submit(ayesha, "s1", "", answers));
        fixture.activate(first.reference());
        String code = actsFor(ayesha).getFirst().organisation();
        answers.put(
                "connections",
                List.of(
                        line("Lahore", "NTL-1", "39.40.10.1"),
                        line("Multan", "NTL-2", "39.40.10.9"),
                        line("Gwadar", "NTL-4", "39.40.10.4")));
        answers.put("missing_lines", "end");
        SubmitOrganisationApplicationAction.Out out = submit(ayesha, "s2", code, answers);
        assertThat(List.of(out.added(), out.changed(), out.ended())).containsExactly(1L, 1L, 1L);
        assertThat(statusesOf(first)).containsExactly(LineStatus.ACTIVE, LineStatus.CHANGE_PENDING, LineStatus.ENDED);
        assertThat(fixture.contents.readLines(application(out)))
                .extracting(line -> line.answers().textAnswer("site"))
                .containsExactly("Gwadar");
    }

    @Test
    void aListThatComesTwiceInOneBatchHasOneResult() {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000013");
        answers.put("connections", List.of(line("Lahore", "NTL-1", "39.40.13.1")));
        submit(ayesha, "s1", "", answers);
        String code = actsFor(ayesha).getFirst().organisation();
        answers.put(
                "connections", List.of(line("Lahore", "NTL-1", "39.40.13.2"), line("Gwadar", "NTL-4", "39.40.13.4")));
        var request = createRequest(ayesha, "s2", new SubmitOrganisationApplicationAction.In(code, answers), MONDAY);
        List<SubmitOrganisationApplicationAction.Out> outs =
                fixture.submissionFixture.submitFor.executeAll(List.of(request, request));
        assertThat(List.of(outs.getFirst().added(), outs.getFirst().changed())).containsExactly(1L, 1L);
        assertThat(outs.getLast()).isEqualTo(outs.getFirst());
    }

    @Test
    void aListOfWhatIsThereAlreadyIsADuplicateAndLeavesTheRest() {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000011");
        answers.put(
                "connections", List.of(line("Lahore", "NTL-1", "39.40.11.1"), line("Quetta", "NTL-3", "39.40.11.3")));
        Application first = application(submit(ayesha, "s1", "", answers));
        answers.put("connections", List.of(line("Lahore", "NTL-1", "39.40.11.1")));
        assertThat(submit(ayesha, "s2", actsFor(ayesha).getFirst().organisation(), answers))
                .isEqualTo(SubmitOrganisationApplicationAction.Out.duplicate(first.reference()));
        assertThat(statusesOf(first)).containsOnly(LineStatus.REQUESTED);
    }

    @Test
    void aListThatGivesAnAddressOfOneLineToAnotherChangesNothing() {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000012");
        answers.put(
                "connections", List.of(line("Lahore", "NTL-1", "39.40.12.1"), line("Quetta", "NTL-3", "39.40.12.3")));
        Application first = application(submit(ayesha, "s1", "", answers));
        answers.put(
                "connections", List.of(line("Lahore", "NTL-1", "39.40.12.3"), line("Sukkur", "NTL-5", "39.40.12.5")));
        assertThat(submit(ayesha, "s2", actsFor(ayesha).getFirst().organisation(), answers)
                        .problem())
                .isEqualTo("duplicate");
        assertThat(fixture.contents.readLines(first))
                .extracting(line -> line.answers().writtenAddresses().getFirst())
                .containsExactly("39.40.12.1", "39.40.12.3");
    }

    private List<LineStatus> statusesOf(Application application) {
        return fixture.contents.readLines(application).stream()
                .map(line -> line.line().status())
                .toList();
    }

    private static Map<String, Object> line(String site, String subscriber, String address) {
        return Map.of("site", site, "isp", "nayatel", "subscriber_id", subscriber, "addresses", List.of(address));
    }

    @Test
    void anotherOrganisationAndNoneAreRefusedAlike() {
        submit(ayesha, "s1", "", DomainFixture.company("Alif Ltd", "0000004", "39.40.4.1"));
        String code = actsFor(ayesha).getFirst().organisation();
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000004", "39.40.4.2");
        SubmitOrganisationApplicationAction.Out refused = submit(bilal, "s1", code, answers);
        assertThat(refused).isEqualTo(SubmitOrganisationApplicationAction.Out.refused("not_allowed"));
        for (String none : List.of("zzzzzzzzzzzzz", "1", "-1", "'", Long.toString(bilal, 36))) {
            assertThat(submit(bilal, "s" + none, none, answers)).isEqualTo(refused);
        }
    }

    @Test
    void allAddressesOfAllConnectionsAreRegisteredAndFoundAgain() {
        List<Map<String, Object>> connections = new ArrayList<>();
        for (int site = 0; site < 100; site++) {
            List<String> addresses = new ArrayList<>();
            for (int host = 0; host < 32; host++) {
                addresses.add("39.41." + site + "." + (host + 1));
            }
            connections.add(Map.of("isp", "nayatel", "subscriber_id", "N-" + site, "addresses", addresses));
        }
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000005");
        answers.put("connections", connections);
        SubmitOrganisationApplicationAction.Out first = submit(ayesha, "s1", "", answers);
        assertThat(first.accepted()).isTrue();
        String code = actsFor(ayesha).getFirst().organisation();
        assertThat(submit(ayesha, "s2", code, DomainFixture.company("Alif Ltd", "0000005", "39.41.99.32")))
                .isEqualTo(SubmitOrganisationApplicationAction.Out.duplicate(
                        Reference.parseText(first.reference()).orElseThrow()));
        assertThat(fixture.register.findEntries(List.of(application(first).subject())))
                .hasSize(3200);
        Application elsewhere = application(submit(bilal, "s1", "", answers));
        assertThat(fixture.register.findOtherEntries(elsewhere.id(), new FormAnswers(answers).addressBytes()))
                .hasSize(3200)
                .allMatch(entry -> entry.reference().toGroupedText().equals(first.reference()));
    }

    @Test
    void withoutNameOrNumbersNoOrganisationIsMade() {
        for (String missing : List.of("legal_name", "applicant_cnic", "applicant_mobile")) {
            Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000006", "39.40.6.1");
            answers.remove(missing);
            assertThat(submit(ayesha, "s-" + missing, "", answers).problem()).isEqualTo("incomplete");
        }
        assertThat(actsFor(ayesha)).isEmpty();
    }

    @Test
    void theSameSessionSendsOnceAlsoInOneBatch() {
        Map<String, Object> answers = DomainFixture.company("Mission", "", "39.40.7.1");
        var request = createRequest(ayesha, "s1", new SubmitOrganisationApplicationAction.In("new", answers), MONDAY);
        List<SubmitOrganisationApplicationAction.Out> outs =
                fixture.submissionFixture.submitFor.executeAll(List.of(request, request));
        assertThat(outs.get(0).accepted()).isTrue();
        assertThat(outs.get(1)).isEqualTo(outs.get(0));
        assertThat(submit(ayesha, "s1", "new", answers)).isEqualTo(outs.get(0));
        assertThat(actsFor(ayesha)).hasSize(1);
        // Without numbers, two organisations are never treated as one.
        submit(ayesha, "s2", "new", DomainFixture.company("Mission", "", "39.40.7.2"));
        assertThat(actsFor(ayesha)).hasSize(2);
    }

    @Test
    void aPersonActsForTwentyAtMost() {
        for (int i = 0; i < 20; i++) {
            assertThat(submit(ayesha, "s" + i, "", DomainFixture.company("C" + i, "", "39.42.0." + i))
                            .accepted())
                    .isTrue();
        }
        assertThat(submit(ayesha, "s20", "", DomainFixture.company("C20", "", "39.42.0.20"))
                        .problem())
                .isEqualTo("not_allowed");
        assertThat(actsFor(ayesha)).hasSize(20);
    }

    @Test
    void documentsBelongToTheOrganisationAndOutliveTheirSender() throws Exception {
        long letter = kept(ayesha);
        long foreign = kept(bilal);
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000008", "39.40.8.1");
        answers.put("company_proof_file", Long.toString(letter));
        answers.put("authority_letter", Long.toString(foreign));
        Application sent = application(submit(ayesha, "s1", "", answers));
        fixture.database.vault().destroyKey(ayesha);
        Document found = fixture.documents.findById(sent.subject(), letter).orElseThrow();
        assertThat(found.fileName()).isEqualTo("letter.pdf");
        assertThat(fixture.documents.openContent(found).readAllBytes()).isEqualTo(SampleFiles.pdf());
        assertThat(fixture.documents.findById(sent.subject(), foreign)).isEmpty();
        assertThat(fixture.documents.findById(bilal, foreign)).isPresent();
    }

    @Test
    void aPaperOfAnApplicationBeforeCountsInTheNext() throws Exception {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000009", "39.40.9.1");
        answers.put("company_proof", Long.toString(kept(ayesha)));
        Application first = application(submit(ayesha, "s1", "", answers));
        answers.put(
                "connections",
                DomainFixture.company("Alif Ltd", "0000009", "39.40.9.2").get("connections"));
        Application second =
                application(submit(ayesha, "s2", actsFor(ayesha).getFirst().organisation(), answers));
        ApplicationDocumentService documents = fixture.database.getBean(ApplicationDocumentService.class);
        assertThat(documents.findDocuments(second, new FormAnswers(answers)))
                .containsKey("company_proof")
                .isEqualTo(documents.findDocuments(first, new FormAnswers(answers)));
    }

    private long kept(long person) throws Exception {
        return fixture.documents
                .saveDocument(SubjectEncryptionService.newId(), person, "letter.pdf", SampleFiles.pdf(), MONDAY)
                .id();
    }

    private SubmitOrganisationApplicationAction.Out submit(
            long person, String session, String organisation, Map<String, Object> answers) {
        return execute(
                fixture.submissionFixture.submitFor,
                person,
                session,
                new SubmitOrganisationApplicationAction.In(organisation, new HashMap<>(answers)),
                MONDAY);
    }

    private Application application(SubmitOrganisationApplicationAction.Out out) {
        return fixture.applications
                .findApplication(Reference.parseText(out.reference()).orElseThrow())
                .orElseThrow();
    }

    private List<ListOrganisationsAction.Item> actsFor(long person) {
        return execute(fixture.organisationFixture.actsFor, person, new ListRepresentedOrganisationsAction.In(), MONDAY)
                .items();
    }
}
