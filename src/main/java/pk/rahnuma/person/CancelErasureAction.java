package pk.rahnuma.person;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;

/// `people.stay`: cancels the person's request for erasure.
@Singleton
@Named("people.stay")
public final class CancelErasureAction implements Action.Mutation<CancelErasureAction.In, CancelErasureAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param done false when there was no request, or it is too late
    public record Out(boolean done) {}

    private final ErasureRequestRepository erasures;
    private final AuditLog audit;

    CancelErasureAction(ErasureRequestRepository erasures, AuditLog audit) {
        this.erasures = erasures;
        this.audit = audit;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            long person = request.conversation();
            boolean done = erasures.deleteByPersonAndToldIsNull(person) == 1;
            if (done) {
                audit.appendEntries(List.of(new AuditEntry(
                        person, "applicant", "erasure.called_off", Long.toString(person), null, request.now())));
            }
            results.add(new Out(done));
        }
        return results;
    }
}
