package pk.rahnuma.audit;

import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.TestDatabase;

/// Reads the entries of a chain, and its faults.
public final class AuditChainFixture {

    private static final int MAX_ENTRIES = 10_000;

    private AuditChainFixture() {}

    public static List<AuditEntry> entriesOf(TestDatabase database, long chain) {
        return database.getBean(AuditRepository.class).findAfter(chain, 0, MAX_ENTRIES).stream()
                .map(AuditRepository.AuditRow::toEntry)
                .toList();
    }

    public static List<String> faultsOf(AuditLog audit, long chain) {
        List<String> faults = new ArrayList<>();
        audit.verifyAll(faults::add, count -> {});
        return faults.stream()
                .filter(fault -> fault.startsWith("chain " + chain + ":"))
                .toList();
    }
}
