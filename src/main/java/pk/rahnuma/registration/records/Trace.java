package pk.rahnuma.registration.records;

import java.time.Instant;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.registration.Application;

/// Entries of applications in the audit log: an application's chain is its id.
public final class Trace {

    private Trace() {}

    public static Entry of(Application application, String who, String what, String detail, Instant at) {
        return new Entry(application.id(), who, what, application.reference().symbols(), detail, at);
    }
}
