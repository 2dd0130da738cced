package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.registration.access.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LookupProofs;
import pk.rahnuma.shared.Reference;

/// `registration.look_up`: shows an application for its reference and a second proof.
///
/// It must not reveal who uses a VPN (docs/domain.md, "Unsaid"): an unknown reference and a wrong proof run the same
/// statements, do the same arithmetic and get the same answer. A wrong check symbol is reported, because everybody can
/// compute it. Persons who look up their own application need no proof and never wait; all others wait at least
/// [ReferenceFailureRepository#MIN_LOOKUP_TIME], whatever the answer.
@Singleton
@Named("registration.look_up")
public final class LookUpApplicationAction
        implements Action.Query<LookUpApplicationAction.In, LookUpApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed
    /// @param proof the last six digits, or all, of the identity or mobile number in the application
    public record In(String reference, String proof) {}

    /// Result of the action.
    ///
    /// @param problem empty when found; else `typo` (its check symbol is wrong), `ticket` (it is a ticket's number),
    ///     `not_found`, or `wait` (too many failures for this reference)
    /// @param wait_minutes with `wait`: minutes until the next try
    /// @param reference and all that follows as in [ListApplicationsAction.Item]; empty or null when not found
    /// @param held time before which the answer is not sent
    public record Out(
            boolean found,
            String problem,
            long wait_minutes,
            String reference,
            String status,
            Instant submitted,
            Instant due,
            Instant was_due,
            Instant since,
            List<String> reasons,
            String authority_reference,
            String next,
            Duration held)
            implements DelayedResult {

        private static Out failed(String problem, long minutes, Duration held) {
            return new Out(false, problem, minutes, "", "", null, null, null, null, List.of(), "", "", held);
        }

        private static Out found(ListApplicationsAction.Item item, Duration held) {
            return new Out(
                    true,
                    "",
                    0,
                    item.reference(),
                    item.status(),
                    item.submitted(),
                    item.due(),
                    item.was_due(),
                    item.since(),
                    item.reasons(),
                    item.authority_reference(),
                    item.next(),
                    held);
        }
    }

    private final ApplicationRepository applications;
    private final LookupFailureRepository askers;
    private final ReferenceFailureRepository guesses;
    private final LookupProofs proofs;
    private final ApplicationAccess access;

    LookUpApplicationAction(
            ApplicationRepository applications,
            LookupFailureRepository askers,
            ReferenceFailureRepository guesses,
            LookupProofs proofs,
            ApplicationAccess access) {
        this.applications = applications;
        this.askers = askers;
        this.guesses = guesses;
        this.proofs = proofs;
        this.access = access;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Reference> references = references(requests);
        Instant now = requests.getFirst().now();
        Map<Reference, ApplicationRepository.ApplicationWithProofs> known =
                references.isEmpty() ? Map.of() : applications.findWithProofs(references);
        ApplicationAccess.AccessRights rights = access.findRights(
                requests.stream().map(Request::conversation).distinct().toList());
        Map<Long, LookupFailureRepository.FailureRecord> records = askers.findRecords(
                requests.stream().map(Request::conversation).distinct().toList());
        ReferenceFailureRepository.FailureCounts guessed = guesses.readFailures(references, now);
        Map<Long, LookupFailureRepository.FailureRecord> failed = new HashMap<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            long asker = request.conversation();
            LookupFailureRepository.FailureRecord before = failed.getOrDefault(
                    asker, records.getOrDefault(asker, LookupFailureRepository.FailureRecord.NO_FAILURES));
            Out out = answer(request, known, before.remainingPause(request.now()), guessed, rights);
            if (out.problem().equals("not_found")) {
                failed.put(asker, before.afterFailure(request.now()));
                guessed.addFailure(read(request).orElseThrow());
            }
            results.add(out);
        }
        if (!failed.isEmpty()) {
            askers.saveRecords(failed);
        }
        guesses.saveFailures(guessed, now);
        return results;
    }

    private static List<Reference> references(List<Request<In>> requests) {
        return requests.stream()
                .map(LookUpApplicationAction::read)
                .flatMap(Optional::stream)
                .filter(reference -> !reference.isTicket())
                .distinct()
                .toList();
    }

    private static Optional<Reference> read(Request<In> request) {
        return Reference.parseText(request.arguments().reference());
    }

    private Out answer(
            Request<In> request,
            Map<Reference, ApplicationRepository.ApplicationWithProofs> known,
            Duration pause,
            ReferenceFailureRepository.FailureCounts guessed,
            ApplicationAccess.AccessRights rights) {
        Optional<Reference> read = read(request);
        if (read.isEmpty() || read.get().isTicket()) {
            return Out.failed(read.isEmpty() ? "typo" : "ticket", 0, ReferenceFailureRepository.MIN_LOOKUP_TIME);
        }
        ApplicationRepository.ApplicationWithProofs applicationWithProofs = known.get(read.get());
        boolean proven = proofs.isProof(request.arguments().proof(), applicationWithProofs);
        boolean own = applicationWithProofs != null
                && rights.canSee(
                        request.conversation(),
                        applicationWithProofs.application().subject());
        if (own) {
            return Out.found(
                    ListApplicationsAction.Item.fromApplication(applicationWithProofs.application(), "", request.now()),
                    Duration.ZERO);
        }
        Duration floor = guessed.minLookupTime(read.get());
        if (pause.isPositive()) {
            return Out.failed("wait", pause.plusSeconds(59).toMinutes(), floor);
        }
        if (guessed.isExhausted(read.get())) {
            return Out.failed("wait", ReferenceFailureRepository.FAILURE_TTL.toMinutes(), floor);
        }
        return proven
                ? Out.found(
                        ListApplicationsAction.Item.fromApplication(
                                applicationWithProofs.application(), "", request.now()),
                        floor)
                : Out.failed("not_found", 0, floor);
    }
}
