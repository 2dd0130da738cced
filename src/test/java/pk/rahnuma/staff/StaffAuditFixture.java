package pk.rahnuma.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;

/// Members of staff and the audit entries of their actions, for tests of other packages.
public final class StaffAuditFixture {

    private StaffAuditFixture() {}

    public static StaffAuditService over(TestDatabase database) {
        return database.getBean(StaffAuditService.class);
    }

    /// A supervisor with a session, without an account.
    public static AuthenticatedStaff signedIn(long id, String name) {
        return new AuthenticatedStaff(
                new StaffMember(
                        id, name, Set.of(StaffRole.SUPERVISOR), Set.of(), Set.of(), true, true, Instant.EPOCH, null),
                1,
                "csrf",
                Instant.EPOCH);
    }

    /// Recorded actions of a member among these, the oldest first.
    public static List<String> readActions(TestDatabase database, AuthenticatedStaff member, String... actions) {
        return database
                .getBean(AuditLog.class)
                .findSince(member.member().id(), List.of(actions), Instant.EPOCH, 100)
                .stream()
                .map(AuditEntry::what)
                .toList();
    }
}
