package pk.rahnuma.registration;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.Action;

/// `registration.look_up`: an application by its reference and a second proof.
///
/// It must not become a way to learn who uses a VPN (domain.md 7): a reference that nobody has and one that the proof
/// does not fit run the same statements, do the same arithmetic and get the same answer. A wrong check symbol is told,
/// because anybody can compute it. Who looks at an application of their own needs no proof and never waits.
@Singleton
@Named("registration.look_up")
public final class LookUp implements Action.Read<LookUp.In, LookUp.Out> {

    /// @param reference as typed
    /// @param proof the last six digits, or all, of the identity or mobile number that was given
    public record In(String reference, String proof) {}

    /// @param problem empty when found; else `typo` (its check fails), `ticket` (it is a ticket's number),
    ///     `not_found`, or `wait` (this asker has failed too often)
    /// @param wait_minutes with `wait`: after how many minutes to try again
    /// @param reference and all that follows as in [Mine.Item]; empty or null when not found
    public record Out(
            boolean found,
            String problem,
            long wait_minutes,
            String reference,
            String status,
            Instant submitted,
            Instant due,
            Instant since,
            List<String> reasons,
            String authority_reference,
            String next) {

        private static Out failed(String problem, long minutes) {
            return new Out(false, problem, minutes, "", "", null, null, null, List.of(), "", "");
        }

        private static Out found(Mine.Item item) {
            return new Out(
                    true,
                    "",
                    0,
                    item.reference(),
                    item.status(),
                    item.submitted(),
                    item.due(),
                    item.since(),
                    item.reasons(),
                    item.authority_reference(),
                    item.next());
        }
    }

    private final Applications applications;
    private final Askers askers;
    private final Proofs proofs;

    LookUp(Applications applications, Askers askers, Proofs proofs) {
        this.applications = applications;
        this.askers = askers;
        this.proofs = proofs;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        Map<Reference, Applications.Proven> known = known(requests);
        Map<Long, Askers.Record> records = askers.read(
                requests.stream().map(Request::conversation).distinct().toList());
        Map<Long, Askers.Record> failed = new HashMap<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            long asker = request.conversation();
            Askers.Record before = failed.getOrDefault(asker, records.getOrDefault(asker, Askers.Record.CLEAN));
            Out out = answer(request, known, before.pause(request.now()));
            if (out.problem().equals("not_found")) {
                failed.put(asker, before.failed(request.now()));
            }
            results.add(out);
        }
        if (!failed.isEmpty()) {
            askers.write(failed);
        }
        return results;
    }

    private Map<Reference, Applications.Proven> known(List<Request<In>> requests) {
        List<Reference> references = requests.stream()
                .map(request -> Reference.read(request.arguments().reference()))
                .flatMap(Optional::stream)
                .filter(reference -> !reference.isTicket())
                .distinct()
                .toList();
        return references.isEmpty() ? Map.of() : applications.proven(references);
    }

    private Out answer(Request<In> request, Map<Reference, Applications.Proven> known, Duration pause) {
        Optional<Reference> read = Reference.read(request.arguments().reference());
        if (read.isEmpty() || read.get().isTicket()) {
            return Out.failed(read.isEmpty() ? "typo" : "ticket", 0);
        }
        Applications.Proven found = known.get(read.get());
        boolean proven = proofs.proves(request.arguments().proof(), found);
        boolean own = found != null && found.application().conversation() == request.conversation();
        if (own) {
            return Out.found(Mine.Item.of(found.application(), request.now()));
        }
        if (pause.isPositive()) {
            return Out.failed("wait", pause.plusSeconds(59).toMinutes());
        }
        return proven ? Out.found(Mine.Item.of(found.application(), request.now())) : Out.failed("not_found", 0);
    }
}
