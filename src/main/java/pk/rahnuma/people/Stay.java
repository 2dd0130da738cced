package pk.rahnuma.people;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;

/// `people.stay`: the person has thought again, and is not to be erased.
@Singleton
@Named("people.stay")
public final class Stay implements Action.Act<Stay.In, Stay.Out> {

    public record In() {}

    /// @param done false when there was nothing to call off, or it is too late
    public record Out(boolean done) {}

    private final Erasures erasures;
    private final Audit audit;

    Stay(Erasures erasures, Audit audit) {
        this.erasures = erasures;
        this.audit = audit;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            long person = request.conversation();
            boolean done = erasures.callOff(person);
            if (done) {
                audit.append(List.of(new Entry(
                        person, "applicant", "erasure.called_off", Long.toString(person), null, request.now())));
            }
            results.add(new Out(done));
        }
        return results;
    }
}
