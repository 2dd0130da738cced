package pk.rahnuma.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class AuditLogTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456789Z");

    private final TestDatabase database;
    private final AuditLog audit;
    private final long chain = SubjectEncryptionService.newId();

    AuditLogTest(TestDatabase database) {
        this.database = database;
        this.audit = database.getBean(AuditLog.class);
    }

    @BeforeEach
    void threeEntries() {
        audit.appendEntries(List.of(entry("opened", null), entry("decided", "approved by عائشہ")));
        audit.appendEntries(List.of(entry("closed", "")));
    }

    @Test
    void aChainAsItWasWrittenHasNoFaults() {
        assertThat(AuditChainFixture.faultsOf(audit, chain)).isEmpty();
        assertThat(AuditChainFixture.faultsOf(audit, SubjectEncryptionService.newId()))
                .isEmpty();
    }

    @Test
    void aChangedEntryShows() {
        change("update audit set who = 'somebody' where chain = ? and seq = 2");
        assertThat(AuditChainFixture.faultsOf(audit, chain))
                .containsExactly("chain " + chain + ": entry 2 is not as it was written");
    }

    @Test
    void aDetailThatBecameEmptyShows() {
        change("update audit set detail = null where chain = ? and seq = 3");
        assertThat(AuditChainFixture.faultsOf(audit, chain)).hasSize(1);
    }

    @Test
    void aMissingEntryShows() {
        change("delete from audit where chain = ? and seq = 2");
        assertThat(AuditChainFixture.faultsOf(audit, chain))
                .containsExactly("chain " + chain + ": between entry 1 and entry 3 something is missing");
    }

    @Test
    void aMissingEntryShowsEvenWhenTheOthersCloseUp() {
        change("delete from audit where chain = ? and seq = 2");
        change("update audit set seq = 2 where chain = ? and seq = 3");
        assertThat(AuditChainFixture.faultsOf(audit, chain)).hasSize(1);
    }

    @Test
    void anotherOrderShows() {
        change("update audit set seq = 9 where chain = ? and seq = 2");
        change("update audit set seq = 2 where chain = ? and seq = 3");
        change("update audit set seq = 3 where chain = ? and seq = 9");
        assertThat(AuditChainFixture.faultsOf(audit, chain)).hasSize(2);
    }

    @Test
    void anEntryOfAnotherChainShows() {
        long other = SubjectEncryptionService.newId();
        audit.appendEntries(List.of(new AuditEntry(other, "bot", "opened", "1", null, NOW)));
        change("delete from audit where chain = ?");
        database.sql().execute("update audit set chain = ? where chain = ?", chain, other);
        assertThat(AuditChainFixture.faultsOf(audit, chain)).hasSize(1);
    }

    @Test
    void manyChainsGrowTogether() {
        long other = SubjectEncryptionService.newId();
        audit.appendEntries(List.of(
                new AuditEntry(other, "bot", "opened", "1", null, NOW),
                entry("reopened", null),
                new AuditEntry(other, "bot", "closed", "1", null, NOW)));
        assertThat(AuditChainFixture.faultsOf(audit, chain)).isEmpty();
        assertThat(AuditChainFixture.faultsOf(audit, other)).isEmpty();
    }

    private AuditEntry entry(String what, String detail) {
        return new AuditEntry(chain, "ayesha", what, "application", detail, NOW);
    }

    private void change(String sql) {
        database.sql().execute(sql, chain);
    }
}
