package pk.rahnuma.registration.record;

import java.time.Instant;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.registration.Application;

/// Audit entries of applications. The chain of an application is its id.
public final class ApplicationAuditEntries {

    private ApplicationAuditEntries() {}

    /// Creates an entry.
    ///
    /// @param actorName name as in the history
    /// @param what verb such as `application.viewed`
    /// @param detail without personal data; or null
    public static AuditEntry createEntry(
            Application application, String actorName, String what, String detail, Instant at) {
        return new AuditEntry(
                application.id(), actorName, what, application.reference().symbols(), detail, at);
    }
}
