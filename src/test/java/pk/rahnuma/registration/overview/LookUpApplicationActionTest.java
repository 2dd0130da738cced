package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.StatementLog;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.FixedStaffAvailability;

@OnEachDatabase
class LookUpApplicationActionTest {

    private final DomainFixture fixture;
    private final long ayesha;
    private final long stranger;
    private final String reference;

    LookUpApplicationActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("en");
        this.stranger = fixture.createPerson("en");
        this.reference =
                fixture.submitApplication(ayesha, answers("39.34.1.1"), MONDAY).toGroupedText();
    }

    @Test
    void theLastSixDigitsOfEitherNumberProve() {
        FixedStaffAvailability.insertMember(fixture.database.sql(), StaffRole.REVIEWER);
        for (String proof : List.of("345671", "234567", "35201-1234567-1", "0300 1234567", "۳۴۵۶۷۱")) {
            LookUpApplicationAction.Out out = look(stranger, reference, proof, MONDAY);
            assertThat(out.found()).as(proof).isTrue();
            assertThat(out.status()).isEqualTo("REQUESTED");
            assertThat(out.next()).isEqualTo("desk");
        }
        assertThat(look(stranger, reference.toLowerCase(java.util.Locale.ROOT), "345671", MONDAY)
                        .found())
                .isTrue();
    }

    @Test
    void unknownAndNotYoursAreAnsweredAlikeAfterTheSameStatements() {
        String unknown = unknown();
        List<LookUpApplicationAction.Out> outs = new ArrayList<>();
        List<String> first = statementsOf(() -> outs.add(look(stranger, reference, "000000", MONDAY)));
        List<String> second = statementsOf(() -> outs.add(look(stranger, unknown, "000000", MONDAY)));
        assertThat(outs.getFirst()).isEqualTo(outs.getLast());
        assertThat(outs.getFirst().problem()).isEqualTo("not_found");
        assertThat(second).isEqualTo(first).hasSize(8);
    }

    private static List<String> statementsOf(Runnable work) {
        try (StatementLog log = StatementLog.open()) {
            work.run();
            return log.ofThisThread();
        }
    }

    @Test
    void aProofOfNothingProvesNothing() {
        for (String proof : List.of("", "1", "67", "-", "4567", "1234567890123", "x".repeat(4000))) {
            assertThat(look(fixture.createPerson("en"), reference, proof, MONDAY)
                            .problem())
                    .as(proof)
                    .isEqualTo("not_found");
        }
    }

    @Test
    void aWrongCheckSymbolIsReportedAndNotCounted() {
        char last = reference.charAt(reference.length() - 1);
        String wrong = reference.substring(0, reference.length() - 1) + (last == 'A' ? 'C' : 'A');
        for (int i = 0; i < 20; i++) {
            assertThat(look(stranger, wrong, "345671", MONDAY).problem()).isEqualTo("typo");
        }
        assertThat(look(stranger, reference, "345671", MONDAY).found()).isTrue();
    }

    @Test
    void aTicketNumberIsRecognised() {
        String ticket = Reference.forTicket(new Random(1)).toGroupedText();
        assertThat(look(stranger, ticket, "345671", MONDAY).problem()).isEqualTo("ticket");
    }

    @Test
    void afterFiveFailuresTheAskerWaitsLongerAndLonger() {
        fail(stranger, 5, MONDAY);
        LookUpApplicationAction.Out waits = look(stranger, reference, "345671", MONDAY.plusSeconds(1));
        assertThat(waits.problem()).isEqualTo("wait");
        assertThat(waits.wait_minutes()).isEqualTo(1);
        Instant after = MONDAY.plusSeconds(60);
        fail(stranger, 1, after);
        assertThat(look(stranger, reference, "345671", after).wait_minutes()).isEqualTo(2);
        assertThat(look(stranger, reference, "345671", after.plusSeconds(120)).found())
                .isTrue();
    }

    @Test
    void aSuccessBetweenTwoGuessesForgivesNothing() {
        fail(stranger, 4, MONDAY);
        assertThat(look(stranger, reference, "345671", MONDAY).found()).isTrue();
        fail(stranger, 1, MONDAY);
        assertThat(look(stranger, reference, "345671", MONDAY).problem()).isEqualTo("wait");
    }

    @Test
    void aDayWithoutFailureForgivesAll() {
        fail(stranger, 5, MONDAY);
        Instant nextDay = MONDAY.plus(Duration.ofHours(24));
        fail(stranger, 4, nextDay);
        assertThat(look(stranger, reference, "345671", nextDay).found()).isTrue();
    }

    @Test
    void strangersCannotLockAReferenceAgainstItsOwner() {
        fail(stranger, 5, MONDAY);
        long ownersOtherDevice = fixture.createPerson("en");
        assertThat(look(ownersOtherDevice, reference, "345671", MONDAY).found()).isTrue();
        // Nor can the owner: their own chat needs no proof.
        fail(ayesha, 7, MONDAY);
        assertThat(look(ayesha, reference, "", MONDAY).found()).isTrue();
    }

    @Test
    void aBatchCountsEachFailureAndTakesEightStatements() {
        List<LookUpApplicationAction.Out> outs = new ArrayList<>();
        List<String> statements = statementsOf(() ->
                outs.addAll(fixture.overviewFixture.lookUp.executeAll(java.util.stream.IntStream.range(0, 7)
                        .mapToObj(i ->
                                createRequest(stranger, new LookUpApplicationAction.In(reference, "000000"), MONDAY))
                        .toList())));
        assertThat(outs)
                .extracting(LookUpApplicationAction.Out::problem)
                .containsExactly("not_found", "not_found", "not_found", "not_found", "not_found", "wait", "wait");
        assertThat(outs).extracting(LookUpApplicationAction.Out::held).containsExactly(seconds(0.5, 1, 2, 4, 8, 8, 8));
        assertThat(statements).hasSize(8);
    }

    @Test
    void everyResponseIsDelayedAlike() {
        long waiting = fixture.createPerson("en");
        fail(waiting, 5, MONDAY);
        assertThat(List.of(
                        look(stranger, reference, "345671", MONDAY),
                        look(waiting, unknown(), "000000", MONDAY),
                        look(stranger, unknown(), "000000", MONDAY),
                        look(stranger, reference, "000000", MONDAY)))
                .extracting(LookUpApplicationAction.Out::problem, LookUpApplicationAction.Out::held)
                .containsExactly(
                        tuple("", ReferenceFailureRepository.MIN_LOOKUP_TIME),
                        tuple("wait", ReferenceFailureRepository.MIN_LOOKUP_TIME),
                        tuple("not_found", ReferenceFailureRepository.MIN_LOOKUP_TIME),
                        tuple("not_found", ReferenceFailureRepository.MIN_LOOKUP_TIME));
        assertThat(look(ayesha, reference, "", MONDAY).held()).isZero();
    }

    @Test
    void eachFailureSlowsTheReferenceForEverybodyButItsOwner() {
        for (String sought : List.of(reference, unknown())) {
            List<Duration> held = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                held.add(look(fixture.createPerson("en"), sought, "000000", MONDAY)
                        .held());
            }
            assertThat(held).containsExactly(seconds(0.5, 1, 2, 4, 8, 8));
        }
        LookUpApplicationAction.Out later = look(stranger, reference, "345671", MONDAY);
        assertThat(later.found()).isTrue();
        assertThat(later.held()).isEqualTo(Duration.ofSeconds(8));
        assertThat(look(ayesha, reference, "", MONDAY).held()).isZero();
        assertThat(look(stranger, unknown(), "000000", MONDAY).held())
                .isEqualTo(ReferenceFailureRepository.MIN_LOOKUP_TIME);
    }

    @Test
    void anHourLaterAFailureSlowsNothing() {
        look(stranger, reference, "000000", MONDAY);
        look(stranger, reference, "000000", MONDAY.plusSeconds(1800));
        Instant hour = MONDAY.plusSeconds(3600);
        assertThat(look(stranger, reference, "345671", hour.minusSeconds(1)).held())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(look(stranger, reference, "345671", hour).held()).isEqualTo(Duration.ofSeconds(1));
        assertThat(look(stranger, reference, "345671", hour.plusSeconds(1800)).held())
                .isEqualTo(ReferenceFailureRepository.MIN_LOOKUP_TIME);
    }

    @Test
    void noMoreFailuresOfAReferenceAreKeptThanCountAndThoseOnlyAnHour() {
        Instant longAgo = MONDAY.minus(Duration.ofDays(300));
        guess(ReferenceFailureRepository.MAX_FAILURES_PER_HOUR + 5, longAgo);
        look(stranger, unknown(), "000000", MONDAY);
        assertThat(fixture.overviewFixture.guesses.deleteExpired(longAgo.plusSeconds(3599), 100))
                .isZero();
        assertThat(fixture.overviewFixture.guesses.deleteExpired(longAgo.plusSeconds(3600), 3))
                .isEqualTo(3);
        assertThat(fixture.overviewFixture.guesses.deleteExpired(longAgo.plusSeconds(3600), 100))
                .isEqualTo(ReferenceFailureRepository.MAX_FAILURES_PER_HOUR - 3);
    }

    @Test
    void veryManyGuessesFromHoweverManyChatsMakeAllButTheOwnerWait() {
        Instant before = MONDAY.minus(Duration.ofDays(200));
        guess(ReferenceFailureRepository.MAX_FAILURES_PER_HOUR - 1, before);
        assertThat(look(fixture.createPerson("en"), reference, "345671", before).found())
                .isTrue();
        guess(1, before);
        assertThat(look(fixture.createPerson("en"), reference, "345671", before).problem())
                .isEqualTo("wait");
        assertThat(look(fixture.createPerson("en"), reference, "000000", before).problem())
                .isEqualTo("wait");
        assertThat(look(ayesha, reference, "", before).found()).isTrue();
        assertThat(look(
                                fixture.createPerson("en"),
                                reference,
                                "345671",
                                before.plus(ReferenceFailureRepository.FAILURE_TTL))
                        .found())
                .isTrue();
    }

    private void guess(int times, Instant now) {
        for (int i = 0; i < times; i++) {
            look(fixture.createPerson("en"), reference, "000000", now);
        }
    }

    @Test
    void noReferenceIsKeptInPlain() throws Exception {
        look(stranger, reference, "000000", MONDAY);
        String symbols = Reference.parseText(reference).orElseThrow().symbols();
        byte[] unkeyed = MessageDigest.getInstance("SHA-256").digest(symbols.getBytes(StandardCharsets.US_ASCII));
        List<byte[]> kept =
                fixture.database.sql().queryList(byte[].class, "select reference_hash from reference_failure");
        assertThat(kept).isNotEmpty().doesNotContain(unkeyed);
        assertThat(kept)
                .extracting(hash -> new String(hash, StandardCharsets.ISO_8859_1))
                .noneMatch(hash -> hash.contains(symbols));
    }

    @Test
    void scriptsAndSessionsKnowNothingOfTheTimeItIsHeld() {
        LookUpApplicationAction.Out out = look(stranger, reference, "345671", MONDAY);
        assertThat(new ActionType(
                                "registration.look_up",
                                false,
                                LookUpApplicationAction.In.class,
                                LookUpApplicationAction.Out.class)
                        .resultComponents())
                .containsKey("found")
                .doesNotContainKey("held");
        assertThat(new String(DialogJson.toBytes(out), StandardCharsets.UTF_8))
                .contains("found")
                .doesNotContain("held");
    }

    private static Duration[] seconds(double... all) {
        return Arrays.stream(all)
                .mapToObj(one -> Duration.ofMillis((long) (one * 1000)))
                .toArray(Duration[]::new);
    }

    /// A reference that does not exist and was not looked up before.
    private static String unknown() {
        return Reference.forApplication(new Random()).toGroupedText();
    }

    private void fail(long person, int times, Instant now) {
        for (int i = 0; i < times; i++) {
            look(person, unknown(), "000000", now);
        }
    }

    private LookUpApplicationAction.Out look(long person, String typed, String proof, Instant now) {
        return execute(fixture.overviewFixture.lookUp, person, new LookUpApplicationAction.In(typed, proof), now);
    }
}
