package pk.rahnuma.registration;

import java.time.Instant;
import pk.rahnuma.audit.Entry;

/// Entries of applications in the audit log: an application's chain is its id.
final class Trace {

    private Trace() {}

    static Entry of(Application application, String who, String what, String detail, Instant at) {
        return new Entry(application.id(), who, what, application.reference().symbols(), detail, at);
    }
}
