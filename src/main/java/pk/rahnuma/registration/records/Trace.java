package pk.rahnuma.registration.records;

import java.time.Instant;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.registration.Application;

/// Entries of applications in the audit log: an application's chain is its id.
public final class Trace {

    private Trace() {}

    /// @param who the name that history shows
    /// @param what as `application.viewed`
    /// @param detail nothing personal; or null
    public static Entry of(Application application, String who, String what, String detail, Instant at) {
        return new Entry(application.id(), who, what, application.reference().symbols(), detail, at);
    }
}
