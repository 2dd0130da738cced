package pk.rahnuma.registration.overview;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LookupProofs;
import pk.rahnuma.shared.Reference;

/// Finds applications by their reference and a second proof.
///
/// It must not reveal who uses a VPN (docs/domain.md, "Unsaid"): an unknown reference and a wrong proof run the same
/// statements, do the same arithmetic and get the same answer. A wrong check symbol is reported, because everybody can
/// compute it. Persons who look up their own application need no proof and never wait; all others wait at least
/// [ReferenceFailureRepository#MIN_LOOKUP_TIME], whatever the answer.
@Singleton
public class ApplicationLookupService {

    /// Conversation of askers who are not signed in. Their failures are counted by reference alone.
    private static final long NO_CONVERSATION = 0;

    private final TransactionOperations<Connection> transactions;
    private final ApplicationRepository applications;
    private final LookupFailureRepository askers;
    private final ReferenceFailureRepository guesses;
    private final LookupProofs proofs;
    private final ApplicationAccess access;
    private final ApplicationAimService aims;

    ApplicationLookupService(
            TransactionOperations<Connection> transactions,
            ApplicationRepository applications,
            LookupFailureRepository askers,
            ReferenceFailureRepository guesses,
            LookupProofs proofs,
            ApplicationAccess access,
            ApplicationAimService aims) {
        this.transactions = transactions;
        this.applications = applications;
        this.askers = askers;
        this.guesses = guesses;
        this.proofs = proofs;
        this.access = access;
        this.aims = aims;
    }

    /// A look-up.
    ///
    /// @param conversation of the asker
    /// @param reference as typed
    /// @param proof the last six digits, or all, of the identity or mobile number in the application
    record LookupRequest(long conversation, String reference, String proof, Instant now) {}

    /// Reason why nothing was found.
    public enum LookupProblem {
        /// The check symbol of the reference is wrong.
        TYPO,
        /// It is the number of a ticket.
        TICKET,
        /// There is no such application, or the proof is wrong.
        NOT_FOUND,
        /// There were too many failures.
        WAIT
    }

    /// Result of a look-up.
    ///
    /// @param application null when there is a problem
    /// @param problem null when there is an application
    /// @param pause time until the next try after [LookupProblem#WAIT]; else zero
    /// @param held time before which the answer must not be sent
    public record LookupResult(
            @Nullable ApplicationView application, @Nullable LookupProblem problem, Duration pause, Duration held) {

        private static LookupResult failed(LookupProblem problem, Duration held) {
            return new LookupResult(null, problem, Duration.ZERO, held);
        }

        private static LookupResult found(ApplicationView application, Duration held) {
            return new LookupResult(application, null, Duration.ZERO, held);
        }

        private static LookupResult wait(Duration pause, Duration held) {
            return new LookupResult(null, LookupProblem.WAIT, pause, held);
        }
    }

    /// Looks up an application for an asker who is not signed in. The caller limits how often a network asks.
    public LookupResult lookUp(String reference, String proof, Instant now) {
        return transactions.executeWrite(
                status -> lookUpAll(List.of(new LookupRequest(NO_CONVERSATION, reference, proof, now)))
                        .getFirst());
    }

    /// Looks up applications, with a few statements for all. Takes part in the transaction of the thread.
    ///
    /// @param requests at least one
    List<LookupResult> lookUpAll(List<LookupRequest> requests) {
        List<Reference> references = references(requests);
        Instant now = requests.getFirst().now();
        Map<Reference, ApplicationRepository.ApplicationWithProofs> known =
                references.isEmpty() ? Map.of() : applications.findWithProofs(references);
        List<Long> conversations = requests.stream()
                .map(LookupRequest::conversation)
                .filter(each -> each != NO_CONVERSATION)
                .distinct()
                .toList();
        ApplicationAccess.AccessRights rights = access.findRights(conversations);
        Map<Long, LookupFailureRepository.FailureRecord> records =
                conversations.isEmpty() ? Map.of() : askers.findRecords(conversations);
        ReferenceFailureRepository.FailureCounts guessed = guesses.readFailures(references, now);
        ApplicationAimService.Aims present = aims.readAims(now);
        Map<Long, LookupFailureRepository.FailureRecord> failed = new HashMap<>();
        List<LookupResult> results = new ArrayList<>();
        for (LookupRequest request : requests) {
            long asker = request.conversation();
            LookupFailureRepository.FailureRecord before = failed.getOrDefault(
                    asker, records.getOrDefault(asker, LookupFailureRepository.FailureRecord.NO_FAILURES));
            LookupResult result =
                    lookUp(request, known, before.remainingPause(request.now()), guessed, rights, present);
            if (result.problem() == LookupProblem.NOT_FOUND) {
                if (asker != NO_CONVERSATION) {
                    failed.put(asker, before.afterFailure(request.now()));
                }
                guessed.addFailure(read(request).orElseThrow());
            }
            results.add(result);
        }
        if (!failed.isEmpty()) {
            askers.saveRecords(failed);
        }
        guesses.saveFailures(guessed, now);
        return results;
    }

    private static List<Reference> references(List<LookupRequest> requests) {
        return requests.stream()
                .map(ApplicationLookupService::read)
                .flatMap(Optional::stream)
                .filter(reference -> !reference.isTicket())
                .distinct()
                .toList();
    }

    private static Optional<Reference> read(LookupRequest request) {
        return Reference.parseText(request.reference());
    }

    private LookupResult lookUp(
            LookupRequest request,
            Map<Reference, ApplicationRepository.ApplicationWithProofs> known,
            Duration pause,
            ReferenceFailureRepository.FailureCounts guessed,
            ApplicationAccess.AccessRights rights,
            ApplicationAimService.Aims aims) {
        Optional<Reference> read = read(request);
        if (read.isEmpty() || read.get().isTicket()) {
            return LookupResult.failed(
                    read.isEmpty() ? LookupProblem.TYPO : LookupProblem.TICKET,
                    ReferenceFailureRepository.MIN_LOOKUP_TIME);
        }
        ApplicationRepository.ApplicationWithProofs found = known.get(read.get());
        boolean proven = proofs.isProof(request.proof(), found);
        boolean own = found != null
                && rights.canSee(request.conversation(), found.application().subject());
        if (own) {
            access.recordReads(request.conversation(), List.of(found.application()), request.now());
            return LookupResult.found(ApplicationView.ofStatus(found.application(), null, aims), Duration.ZERO);
        }
        Duration floor = guessed.minLookupTime(read.get());
        if (pause.isPositive()) {
            return LookupResult.wait(pause, floor);
        }
        if (guessed.isExhausted(read.get())) {
            return LookupResult.wait(ReferenceFailureRepository.FAILURE_TTL, floor);
        }
        return proven
                ? LookupResult.found(ApplicationView.ofStatus(found.application(), null, aims), floor)
                : LookupResult.failed(LookupProblem.NOT_FOUND, floor);
    }
}
