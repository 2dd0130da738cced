package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.link.PersonLinkRepository;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.PersonMark;
import pk.rahnuma.registration.decision.PersonComparisonService.ComparedAnswer;
import pk.rahnuma.registration.decision.PersonComparisonService.PersonComparison;
import pk.rahnuma.registration.decision.PersonComparisonService.RelatedPerson;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.SearchTerms;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class PersonComparisonServiceTest {

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final PersonComparisonService comparisons;
    private final AuthenticatedStaff sana;
    private final long ayesha;
    private final long bilal;
    private final String mobile;
    private final Reference hers;
    private final Reference his;

    PersonComparisonServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.comparisons = database.getBean(PersonComparisonService.class);
        this.sana = StaffAuditFixture.signedIn(SubjectEncryptionService.newId(), "Sana");
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("ur");
        this.mobile = "+92300" + randomDigits();
        this.hers = submit(ayesha, Map.of("mobile", mobile));
        this.his = submit(bilal, Map.of("mobile", mobile, "full_name", "Bilal Ahmed", "city", "quetta"));
    }

    private static String randomDigits() {
        return Long.toString(SubjectEncryptionService.newId()).substring(0, 9);
    }

    /// Submits answers that no other test has, but for these.
    private Reference submit(long person, Map<String, Object> other) {
        String own = randomDigits();
        Map<String, Object> answers = DomainFixture.answers("39.6%s.%d.%d"
                .formatted(
                        own.charAt(0),
                        Integer.parseInt(own.substring(1, 4)) % 256,
                        Integer.parseInt(own.substring(4, 7)) % 256));
        answers.put("id_number", "3520" + own);
        answers.put("mobile", "+92301" + own);
        answers.put("email", own + "@example.com");
        answers.put("subscriber_id", "NTL-" + own);
        answers.putAll(other);
        return fixture.submitApplication(person, answers, MONDAY);
    }

    private List<Reference> findInChecks(Reference reference) {
        return DecisionFixture.createReviewService(fixture)
                .openDossier(reference, false, "Sana", MONDAY)
                .checks()
                .stream()
                .filter(check -> check.other() != null)
                .map(CheckFinding::other)
                .toList();
    }

    private Map<Reference, RelatedPerson> findBeside(Reference reference) {
        long person =
                fixture.applications.findApplication(reference).orElseThrow().conversation();
        return comparisons.findRelated(sana, reference, person, findInChecks(reference), MONDAY);
    }

    @Test
    void theChecksNameThePersonOfAnApplicationWithTheSameAnswer() {
        assertThat(findInChecks(hers)).containsExactly(his);
        assertThat(findBeside(hers)).containsOnlyKeys(his);
        assertThat(findBeside(hers).get(his)).satisfies(other -> {
            assertThat(other.customer().person()).isEqualTo("Bilal Ahmed");
            assertThat(other.customer().city()).isEqualTo("quetta");
            assertThat(other.channel()).isEqualTo("TELEGRAM");
            assertThat(other.isSame()).isFalse();
        });
        assertThat(database.getBean(AuditLog.class)
                        .findSince(sana.member().id(), List.of("list.viewed"), MONDAY.minusSeconds(1), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.about()).isEqualTo("beside " + hers.symbols());
                    assertThat(entry.detail()).isEqualTo(his.symbols());
                });
    }

    @Test
    void differentPeopleRaiseNoCheckUntilTheMarkIsTakenBack() {
        comparisons.markPersons(sana, hers, his, PersonMark.DIFFERENT, MONDAY);
        assertThat(findInChecks(hers)).isEmpty();
        assertThat(findInChecks(his)).isEmpty();
        assertThat(findBeside(his))
                .hasEntrySatisfying(hers, other -> assertThat(other.mark()).isEqualTo(PersonMark.DIFFERENT));
        comparisons.markPersons(sana, his, hers, null, MONDAY);
        assertThat(findInChecks(hers)).containsExactly(his);
        assertThat(findBeside(his))
                .hasEntrySatisfying(hers, other -> assertThat(other.mark()).isNull());
    }

    @Test
    void oneAddressOfTwoLinesIsAFindingOfDifferentPeopleToo() {
        Map<String, Object> line = Map.of("ips", List.of("39.70.%s.%s".formatted(ayesha % 200 + 1, bilal % 200 + 1)));
        Reference first = submit(ayesha, line);
        Reference second = submit(bilal, line);
        comparisons.markPersons(sana, hers, his, PersonMark.DIFFERENT, MONDAY);
        assertThat(findInChecks(second)).contains(first);
    }

    @Test
    void theSamePersonIsShownBesideTheApplicationsAndTicketsOfBoth() {
        comparisons.markPersons(sana, hers, his, PersonMark.DIFFERENT, MONDAY);
        comparisons.markPersons(sana, hers, his, PersonMark.SAME, MONDAY);
        assertThat(findBeside(hers)).containsOnlyKeys(his).allSatisfy((reference, other) -> {
            assertThat(other.isSame()).isTrue();
            assertThat(other.mark()).isEqualTo(PersonMark.SAME);
        });
        assertThat(findInChecks(hers)).containsExactly(his);
        Reference ticket = Reference.forTicket(new Random(bilal));
        assertThat(comparisons.findRelated(sana, ticket, bilal, List.of(), MONDAY))
                .hasEntrySatisfying(
                        hers, other -> assertThat(other.customer().person()).isEqualTo("Ayesha Khan"));
    }

    @Test
    void personsWhoLinkedThemselvesAreShownAsSuch() {
        PersonLinkRepository links = database.getBean(PersonLinkRepository.class);
        links.insertPair(SubjectEncryptionService.newId(), ayesha, bilal, MONDAY);
        assertThat(findBeside(hers).get(his)).matches(RelatedPerson::isLinked).matches(RelatedPerson::isSame);
    }

    @Test
    void aMarkIsInTheAuditLogOfStaffAndInNoHistory() {
        comparisons.markPersons(sana, hers, his, PersonMark.SAME, MONDAY);
        comparisons.markPersons(sana, hers, his, null, MONDAY);
        String[] actions = {"persons.same", "persons.unmarked"};
        assertThat(StaffAuditFixture.readActions(database, sana, actions)).containsExactly(actions);
        long application =
                fixture.applications.findApplication(hers).orElseThrow().id();
        assertThat(database.sql().queryList(String.class, "select what from audit where chain = ?", application))
                .containsExactly("application.submitted");
    }

    @Test
    void onlyMembersWhoDecideMarkTwoPersons() {
        AuthenticatedStaff agent = new AuthenticatedStaff(
                new StaffMember(
                        SubjectEncryptionService.newId(),
                        "Adeel",
                        Set.of(StaffRole.AGENT),
                        Set.of(),
                        Set.of(),
                        true,
                        true,
                        MONDAY,
                        null),
                1,
                "csrf",
                MONDAY);
        assertThatExceptionOfType(StaffException.class)
                .isThrownBy(() -> comparisons.markPersons(agent, hers, his, PersonMark.SAME, MONDAY));
        Reference second = submit(ayesha, Map.of());
        assertViolation(() -> comparisons.markPersons(sana, hers, second, PersonMark.SAME, MONDAY))
                .withMessageContaining("the same person");
    }

    @Test
    void answersOfBothAreComparedBehindTheirMasks() {
        Reference again = submit(
                bilal, Map.of("mobile", mobile, "full_name", "ayesha  KHAN", "subscriber_id", "X1", "isp", "ptcl"));
        PersonComparison comparison = comparisons.comparePersons(sana, hers, again, MONDAY);
        assertThat(find(comparison, "full_name").isEqual()).isTrue();
        assertThat(find(comparison, "mobile")).satisfies(answer -> {
            assertThat(answer.isEqual()).isTrue();
            assertThat(answer.values()).doesNotContain(mobile).allMatch(value -> value.contains("•"));
        });
        assertThat(find(comparison, "id_number").isEqual()).isFalse();
        assertThat(comparison.answers()).extracting(ComparedAnswer::question).doesNotContain("subscriber_id");
        assertThat(comparison.sent().getLast())
                .extracting(Application::reference)
                .containsExactlyInAnyOrder(again, his);
        assertThat(comparison.persons().getLast().firstSeen()).isEqualTo(MONDAY);
        assertThat(database.getBean(AuditLog.class)
                        .findSince(sana.member().id(), List.of("persons.compared"), MONDAY.minusSeconds(1), 10))
                .extracting(AuditEntry::about, AuditEntry::detail)
                .containsExactly(tuple(hers.symbols(), again.symbols()));
    }

    @Test
    void twoPassportsInPlaceOfCardsAreNothingInCommon() {
        FormAnswers answers = new FormAnswers(Map.of("applicant_cnic", "passport"));
        assertThat(SearchTerms.findIdentifyingTerms(
                        fixture.applications.findApplication(hers).orElseThrow(), answers, Map.of()))
                .isEmpty();
    }

    private static ComparedAnswer find(PersonComparison comparison, String question) {
        return comparison.answers().stream()
                .filter(answer -> answer.question().equals(question))
                .findFirst()
                .orElseThrow();
    }
}
