package pk.rahnuma.people;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;

/// `people.consent`: the person agrees that the desk keeps their data, or takes that back, which deletes what is not
/// sent yet.
@Singleton
@Named("people.consent")
public final class Consent implements Action.Act<Consent.In, Consent.Out> {

    public record In(boolean agreed) {}

    /// @param given whether consent holds now
    public record Out(boolean given) implements Action.LetsGo {

        /// Without consent nothing may wait to be sent.
        @Override
        public boolean letsGo() {
            return !given;
        }
    }

    private final Consents consents;
    private final Audit audit;

    Consent(Consents consents, Audit audit) {
        this.consents = consents;
        this.audit = audit;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        Set<Long> holding = new HashSet<>(consents.holding(
                requests.stream().map(Request::conversation).distinct().toList()));
        List<Consents.Word> given = new ArrayList<>();
        List<Consents.Word> withdrawn = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (Request<In> request : requests) {
            long person = request.conversation();
            boolean agreed = request.arguments().agreed();
            boolean changed = agreed ? holding.add(person) : holding.remove(person);
            if (changed) {
                (agreed ? given : withdrawn).add(new Consents.Word(person, request.now()));
                entries.add(new Entry(
                        person,
                        "applicant",
                        agreed ? "consent.given" : "consent.withdrawn",
                        Long.toString(person),
                        Consents.VERSION,
                        request.now()));
            }
        }
        consents.give(given);
        consents.withdraw(withdrawn);
        audit.append(entries);
        return requests.stream()
                .map(request -> new Out(request.arguments().agreed()))
                .toList();
    }
}
