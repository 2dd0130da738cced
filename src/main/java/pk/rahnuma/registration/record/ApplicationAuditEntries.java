package pk.rahnuma.registration.record;

import java.time.Instant;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.registration.Application;

/// Entries of applications in the audit log: an application's chain is its id.
public final class ApplicationAuditEntries {

    private ApplicationAuditEntries() {}

    /// @param who the name that history shows
    /// @param what as `application.viewed`
    /// @param detail nothing personal; or null
    public static AuditEntry createEntry(Application application, String who, String what, String detail, Instant at) {
        return new AuditEntry(
                application.id(), who, what, application.reference().symbols(), detail, at);
    }
}
