package pk.rahnuma.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class AuditSealServiceTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456789Z");

    private final TestDatabase database;
    private final AuditLog audit;
    private final AuditSealService seals;
    private final long one = SubjectEncryptionService.newId();
    private final long other = SubjectEncryptionService.newId();

    AuditSealServiceTest(TestDatabase database) {
        this.database = database;
        this.audit = database.getBean(AuditLog.class);
        this.seals = database.getBean(AuditSealService.class);
    }

    @BeforeEach
    void twoChainsSealed() {
        execute("delete from audit_head");
        execute("delete from audit");
        append(one, "opened", "decided");
        append(other, "opened", "decided", "closed");
        assertThat(seals.sealGrownChains(NOW)).isEqualTo(2);
    }

    @Test
    void aLogAsItWasWrittenHasNoFaults() {
        assertThat(faults()).isEmpty();
        AuditSealService.SealVerification verdict = seals.verifySeals(fault -> {});
        assertThat(verdict.open()).isZero();
        assertThat(verdict.last().orElseThrow().number()).isEqualTo(1);
        assertThat(audit.verifyAll(fault -> {}, seen -> {})).isEqualTo(new AuditLog.VerificationSummary(2, 5));
    }

    @Test
    void anEntryCutOffAtTheEndShows() {
        execute("delete from audit where chain = ? and seq = 3", other);
        assertThat(AuditChainFixture.faultsOf(audit, other)).isEmpty();
        assertThat(faults())
                .containsExactly(
                        "chain " + other + ": it is cut off, entry 3 was sealed at" + " 2026-07-01T10:00:00.123456Z");
    }

    @Test
    void aWholeChainThatWasRemovedShows() {
        execute("delete from audit where chain = ?", one);
        assertThat(faults()).singleElement().asString().startsWith("chain " + one + ": it is cut off, entry 2");
    }

    @Test
    void anEndThatWasCutOffAndGrewAgainShows() {
        execute("delete from audit where chain = ? and seq = 3", other);
        append(other, "reopened");
        assertThat(AuditChainFixture.faultsOf(audit, other)).isEmpty();
        seals.sealGrownChains(NOW.plusSeconds(60));
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("chain " + other + ": entry 3 is another than the one");
    }

    @Test
    void aChangedEntryShowsInWhicheverChainItIs() {
        execute("update audit set who = 'x' where chain = ? and seq = 1", one);
        assertThat(faults()).containsExactly("chain " + one + ": entry 1 is not as it was written");
    }

    @Test
    void aMissingEntryShowsInWhicheverChainItIs() {
        execute("delete from audit where chain = ? and seq = 1", other);
        assertThat(faults()).containsExactly("chain " + other + ": between entry 0 and entry 2 something is missing");
    }

    @Test
    void aSealThatWasChangedOrTakenAwayShows() {
        append(one, "closed");
        seals.sealGrownChains(NOW.plusSeconds(60));
        append(one, "reopened");
        seals.sealGrownChains(NOW.plusSeconds(120));
        assertThat(faults()).isEmpty();
        execute("update audit_head set up_to = up_to + 1 where number = 2");
        assertThat(faults()).containsExactly("seal 2 is not as it was made");
        execute("delete from audit_head where number = 2");
        assertThat(faults())
                .containsExactly("before seal 3 at least one seal is missing", "seal 3 is not as it was made");
    }

    @Test
    void sealsCutOffWithTheirEntriesShowAgainstAWordThatWasKeptAndToTheServerThatMadeThem() {
        append(one, "closed");
        seals.sealGrownChains(NOW.plusSeconds(60));
        String word = seals.verifySeals(fault -> {}).last().orElseThrow().toText();
        assertThat(seals.containsSeal(word)).isTrue();
        assertThat(seals.findMissing()).isEmpty();
        execute("delete from audit where chain = ? and seq = 3", one);
        execute("delete from audit_head where number = 2");
        assertThat(faults()).isEmpty();
        assertThat(seals.containsSeal(word)).isFalse();
        assertThat(seals.findMissing()).contains("the audit log was cut: seal " + word + " is gone");
        append(one, "closed by somebody else");
        seals.sealGrownChains(NOW.plusSeconds(120));
        assertThat(seals.containsSeal(word)).isFalse();
        assertThat(seals.containsSeal("nonsense")).isFalse();
        assertThat(seals.containsSeal("x:1")).isFalse();
    }

    @Test
    void entriesSinceTheLastSealAreCountedAndNotCovered() {
        append(one, "closed");
        assertThat(seals.verifySeals(fault -> {}).open()).isEqualTo(1);
        execute("delete from audit where chain = ? and seq = 3", one);
        assertThat(faults()).isEmpty();
    }

    @Test
    void whereNothingGrewNothingIsSealed() {
        assertThat(seals.sealGrownChains(NOW.plusSeconds(60))).isZero();
        assertThat(seals.sealGrownChains(NOW.plusSeconds(600))).isZero();
        assertThat(seals.verifySeals(fault -> {}).last().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void anEntryWhoseTransactionEndedLateIsSealedByTheNextRound() throws InterruptedException {
        long late = SubjectEncryptionService.newId();
        long after = SubjectEncryptionService.newId();
        database.sql().inTransaction(() -> {
            append(late, "opened");
            // Another connection, while this transaction is still open.
            Thread sealing = Thread.ofVirtual().start(() -> {
                append(after, "opened");
                seals.sealGrownChains(NOW.plusSeconds(60));
            });
            sealing.join();
        });
        assertThat(seals.sealGrownChains(NOW.plusSeconds(120))).isEqualTo(1);
        execute("delete from audit where chain = ?", late);
        assertThat(faults()).singleElement().asString().startsWith("chain " + late);
    }

    @Test
    void manyChainsAreSealedInPortions() {
        List<AuditEntry> entries = new ArrayList<>();
        LongStream.range(0, 2_500).forEach(i -> entries.add(entry(SubjectEncryptionService.newId(), "opened")));
        audit.appendEntries(entries);
        assertThat(seals.sealGrownChains(NOW.plusSeconds(60))).isEqualTo(2_500);
        assertThat(seals.verifySeals(fault -> {}).last().orElseThrow().number()).isEqualTo(4);
        assertThat(faults()).isEmpty();
        assertThat(audit.verifyAll(fault -> {}, seen -> {})).isEqualTo(new AuditLog.VerificationSummary(2_502, 2_505));
    }

    @Test
    void entriesAreListedByWhatTheyAreAboutAndByWhomTheNewestFirst() {
        audit.appendEntries(List.of(
                new AuditEntry(one, "sana", "viewed", "K7MP4RTX9X", null, NOW),
                new AuditEntry(one, "ali", "viewed", "K7MP4RTX9X", null, NOW),
                new AuditEntry(one, "sana", "viewed", "OTHER", "x", NOW)));
        assertThat(audit.findLatest(List.of("K7MP4RTX9X"), null, 0, 10))
                .extracting(AuditEntry::who)
                .containsExactly("ali", "sana");
        assertThat(audit.findLatest(List.of(), "sana", 0, 10))
                .extracting(AuditEntry::about)
                .containsExactly("OTHER", "K7MP4RTX9X");
        assertThat(audit.findLatest(List.of("K7MP4RTX9X", "OTHER"), "sana", 0, 10))
                .hasSize(2);
        assertThat(audit.findLatest(List.of(), null, 0, 4)).hasSize(4);
        assertThat(audit.findLatest(List.of(), null, 1, 3))
                .isEqualTo(audit.findLatest(List.of(), null, 0, 4).subList(1, 4));
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        audit.verifyAll(faults::add, seen -> {});
        seals.verifySeals(faults::add);
        return faults;
    }

    private void append(long chain, String... what) {
        for (String one : what) {
            audit.appendEntries(List.of(entry(chain, one)));
        }
    }

    private static AuditEntry entry(long chain, String what) {
        return new AuditEntry(chain, "ayesha", what, "application", null, NOW);
    }

    private void execute(String sql, Object... values) {
        database.sql().execute(sql, values);
    }
}
