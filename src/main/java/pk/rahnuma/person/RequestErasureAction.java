package pk.rahnuma.person;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;

/// `people.leave`: requests the erasure of the person. It takes place in a week, unless they cancel it.
@Singleton
@Named("people.leave")
public final class RequestErasureAction implements Action.Mutation<RequestErasureAction.In, RequestErasureAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param due end of the week
    public record Out(Instant due) {}

    private final ErasureRequestRepository erasures;
    private final AuditLog audit;

    RequestErasureAction(ErasureRequestRepository erasures, AuditLog audit) {
        this.erasures = erasures;
        this.audit = audit;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            long person = request.conversation();
            if (erasures.findByPerson(person).isEmpty()) {
                erasures.insertRequest(person, request.now());
                audit.appendEntries(List.of(new AuditEntry(
                        person, "applicant", "erasure.asked", Long.toString(person), null, request.now())));
            }
            results.add(new Out(erasures.findByPerson(person).orElseThrow().due()));
        }
        return results;
    }
}
